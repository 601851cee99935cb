"""LibreOffice, where the machine has it: one job, one profile, one output folder; whether it worked is told by the file it leaves."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from .heartbeat import beat

_SECONDS = 90
_WINDOWS = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
#: A document of a stranger runs nothing and fetches nothing: no macros, no links to other files or machines.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


def soffice() -> str | None:
    """LibreOffice's program, ``None`` where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _WINDOWS if Path(place).exists()), None)


def converted(source: Path, form: str) -> bytes | None:
    """A file in another form; ``None`` if LibreOffice makes none, which its exit code does not tell.

    Args:
        source: a file that stands alone in a folder of its own, which also takes profile and output.
        form: suffix of the form: ``docx``, ``pdf``.
    """
    program = soffice()
    if program is None:
        return None
    beat()  # its time counts from here
    profile, out = source.parent / "profile", source.parent / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", form,
        "--outdir", str(out), str(source),
    ]  # fmt: skip
    if os.name == "posix":  # the limit on this process's address space is not meant for LibreOffice's
        command = ["/bin/sh", "-c", 'ulimit -S -v "$(ulimit -H -v)"; exec "$@"', "sh", *command]
    try:
        subprocess.run(  # noqa: S603 - a fixed program, no name of the user's in its arguments
            command, check=False, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    finally:
        beat()
    result = out / f"{source.stem}.{form}"
    return result.read_bytes() if result.exists() and result.stat().st_size else None
