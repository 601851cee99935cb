"""Strict OOXML, as Word saves it on request and some office suites do by rule: the same elements under other names."""

from __future__ import annotations

import io
import re
import zipfile

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_NAMED = (".xml", ".rels")


def with_usual_names(data: bytes) -> bytes:
    """A Word package with the name spaces of transitional OOXML; *data* itself if it has them already.

    Args:
        data: a ZIP archive that is known to be of tolerable size unpacked.

    Raises:
        zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError: the archive is damaged or encrypted.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        relations = [name for name in archive.namelist() if name == "_rels/.rels"]
        if not relations or not _STRICT.search(archive.read(relations[0])):
            return data
        translated = io.BytesIO()
        with zipfile.ZipFile(translated, "w") as usual:
            for part in archive.infolist():
                content = archive.read(part)
                if part.filename.endswith(_NAMED):
                    content = _STRICT.sub(_USUAL, content)
                usual.writestr(part.filename, content)
    return translated.getvalue()
