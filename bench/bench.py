"""How long ``docscore score`` takes and how much memory, beside bare readers of the same PDF, in one run.

    make bench

Reported for a report as it is and for ten copies joined: CPU seconds and peak memory of whole processes, start-up
included, and CPU seconds of the work alone (a second pass in a warm process), each as a ratio to pypdfium2's bare
text and to pdfplumber's text and tables.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import pypdfium2

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "real" / "lechang.pdf"
SAMPLE = ROOT / "corpus" / "yunling" / "report.pdf"
COPIES = 10

_BARE = """
import pypdfium2
def work(path):
    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.get_textpage().get_text_range()
"""
_PLUMBER = """
import pdfplumber
def work(path):
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
"""
_SCORE = """
from pathlib import Path
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline import assess
lexicon = load_lexicon()
rubric = load_rubric("guangdong-2019", lexicon)
def work(path):
    assess(Path(path), rubric, lexicon)
"""
BARE, PLUMBER = "pypdfium2 text", "pdfplumber text+tables"
READERS = {BARE: _BARE, "docscore score": _SCORE, PLUMBER: _PLUMBER}

_ONCE = "work(sys.argv[1])"
_WARM = """
work(sys.argv[1])
begin = time.process_time()
work(sys.argv[1])
print(time.process_time() - begin)
"""


class Run(NamedTuple):
    """One child process: CPU seconds of its own and its children, wall seconds, peak memory in MB, its output."""

    cpu: float
    wall: float
    peak: float
    out: str


def measure(command: list[str]) -> Run:
    """Run *command* to its end and read what it used."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    out = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed ({process.returncode}): {' '.join(command)[:80]}")
    scale = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes on macOS, kB elsewhere
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * scale / 1e6, out)


def python(code: str, *arguments: object) -> list[str]:
    """The command that runs *code* in a fresh interpreter."""
    return [sys.executable, "-c", f"import sys, time\n{code}", *map(str, arguments)]


def joined(path: Path, folder: Path) -> Path:
    """A PDF of :data:`COPIES` copies of *path*."""
    target = folder / "joined.pdf"
    with pypdfium2.PdfDocument.new() as whole:
        source = pypdfium2.PdfDocument(path)
        for _ in range(COPIES):
            whole.import_pages(source)
        whole.save(target)
    return target


def report(path: Path) -> None:
    """Print one table for *path*."""
    pages = len(pypdfium2.PdfDocument(path))
    runs = {name: measure(python(code + _ONCE, path)) for name, code in READERS.items()}
    works = {
        name: float(measure(python(code + _WARM, path)).out.split()[-1]) for name, code in READERS.items()
    }
    bare, plumber = runs[BARE].cpu, runs[PLUMBER].cpu
    bare_work, plumber_work = works[BARE], works[PLUMBER]
    print(f"\n{path.name}, {pages} pages{'':12}whole process{'':22}work alone, warm")
    print(f"{'':24}{'CPU s':>8}{'÷pdfium':>9}{'÷plumber':>9}{'peak MB':>9}", end="")
    print(f"{'CPU s':>10}{'÷pdfium':>9}{'÷plumber':>9}{'pages/s':>9}")
    for name in READERS:
        cpu, work = runs[name].cpu, works[name]
        print(f"{name:24}{cpu:8.2f}{cpu / bare:9.1f}{cpu / plumber:9.2f}{runs[name].peak:9.0f}", end="")
        print(f"{work:10.3f}{work / bare_work:9.1f}{work / plumber_work:9.2f}{pages / work:9.0f}")


def main() -> None:
    """Run everything and print it."""
    path = REAL if REAL.exists() else SAMPLE
    help_run = measure([sys.executable, "-c", "from docscore.cli import main; main()", "--help"])
    command = [sys.executable, "-c", "from docscore.cli import main; main()", "score", str(path)]
    score_run = measure([*command, "--rubric", "guangdong-2019"])
    print(
        f"docscore --help            {help_run.cpu:.2f} s CPU, {help_run.wall:.2f} s wall, {help_run.peak:.0f} MB"
    )
    print(
        f"docscore score {path.name} {score_run.cpu:.2f} s CPU, {score_run.wall:.2f} s wall, {score_run.peak:.0f} MB"
    )
    with tempfile.TemporaryDirectory() as folder:
        report(path)
        report(joined(path, Path(folder)))


if __name__ == "__main__":
    main()
