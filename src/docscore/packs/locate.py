"""Where rubrics and extractor packs lie: named by the user, in the environment, in the wheel, or in a checkout."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
#: Where a checkout keeps what the wheel has in a folder of the same name as its kind.
_IN_CHECKOUT = {"cases": "tests/rubrics"}


def data_folder(kind: str, named: Path | None = None) -> Path:
    """The folder of shipped ``rubrics``, their worked ``cases``, or ``extractors``.

    Args:
        kind: ``rubrics``, ``cases`` or ``extractors``.
        named: a folder that the user names; taken as it is.

    Returns:
        The first that exists of: *named*; ``$DOCSCORE_DATA/kind``; the wheel's copy; the checkout's folder.
        An editable install has no copy inside the package, hence the last.
    """
    if named is not None:
        return named
    environment = os.environ.get("DOCSCORE_DATA")
    candidates = [_PACKAGE / "_data" / kind, _PACKAGE.parent.parent / _IN_CHECKOUT.get(kind, kind)]
    if environment:
        candidates.insert(0, Path(environment) / kind)
    return next((folder for folder in candidates if folder.is_dir()), candidates[-1])
