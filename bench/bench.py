"""How long ``docscore score`` takes and how much memory, beside bare readers of the same PDF, in one run.

    make bench

Reported for a report as it is and for ten copies joined: CPU seconds and peak memory of whole processes, start-up
included, and CPU seconds of the work alone (a second pass in a warm process, reading in the same process so that its
time counts), each as a ratio to pypdfium2's bare text and to pdfplumber's text and tables. The DOCX of the same paper
is read beside python-docx. Last, the figures of the ten copies are set against an altered version of themselves.
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
import xlsxwriter

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "real" / "lechang.pdf"
SAMPLE = ROOT / "corpus" / "yunling" / "report.pdf"
COPIES = 10
ROSTER_ROWS = 100_000

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
from docscore.pipeline.journey import assess
lexicon = load_lexicon()
rubric = load_rubric("guangdong-2019", lexicon)
from docscore.ingest import read
def work(path):
    assess(Path(path), rubric, lexicon, reader=read)
"""
_READ = """
from pathlib import Path
from docscore.ingest import read
def work(path):
    read(Path(path))
"""
_DIFF = """
import random
from dataclasses import replace
from pathlib import Path
from docscore.compare import compare
from docscore.ingest import read
from docscore.model import Extraction, Side, Standing
from docscore.packs.lexicon import load_lexicon
from docscore.pipeline.journey import read_figures
document, extraction = read_figures(Path(sys.argv[1]), load_lexicon(), read)
chance = random.Random(1)
figures = [
    replace(f, quantity=replace(f.quantity, value=f.quantity.value + 1)) if chance.random() < 0.1 else f
    for f in extraction.figures
    if chance.random() > 0.02
]
left = Side(document, extraction)
right = Side(replace(document, sha256="another version"), Extraction(tuple(figures), extraction.sentences))
begin = time.process_time()
found = compare(left, right)
spent = time.process_time() - begin
counts = {standing.value: len(found.of(standing)) for standing in Standing}
print(f"{document.pages} pages, {len(extraction.figures)} figures; every tenth altered, every fiftieth gone: {counts}")
print(f"{spent:.2f} s CPU, {spent / len(extraction.figures) * 1000:.2f} ms a figure, reading not counted")
"""
_WORD = """
import docx
def work(path):
    document = docx.Document(path)
    for paragraph in document.paragraphs:
        paragraph.text
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                cell.text
"""
_COUNT = """
from pathlib import Path
from docscore.evidence import anonymous, count_evidence
from docscore.ingest import read
from docscore.packs.lexicon import load_lexicon
words = load_lexicon().evidence
path = Path(sys.argv[1])
begin = time.process_time()
document = read(path)
read_ = time.process_time()
(tally,) = count_evidence([(path.name, document)], words, key=b"bench").tallies
counted = time.process_time()
anonymous(document, words)
masked = time.process_time()
print(f"{tally.rows} rows, {len(tally.people)} persons: read {read_ - begin:.1f} s, counted {counted - read_:.1f} s,"
      f" masked {masked - counted:.1f} s CPU")
"""
_PAGES = """
import io
from pathlib import Path
import pypdfium2
from docscore.ingest import draw_guarded
from docscore.ingest.pageimage import draw
path = Path(sys.argv[1])
def bare():
    document = pypdfium2.PdfDocument(str(path))
    for index in range(20):
        document[index].render(scale=150 / 72).to_pil().convert("RGB").save(io.BytesIO(), "JPEG", quality=70)
def spent(work):
    begin = time.process_time()
    made = work()
    return made, time.process_time() - begin
spent(bare)
_, plain = spent(bare)
drawn, own = spent(lambda: draw(path, 1, 20))
begin = time.perf_counter()
draw_guarded(path, 197, 200)
wait = time.perf_counter() - begin
size = sum(map(len, drawn.values())) / len(drawn) / 1000
print(f"{own / 20 * 1000:.0f} ms CPU a page (bare pdfium and Pillow {plain / 20 * 1000:.0f}), {size:.0f} kB a page;"
      f" the last four of 200 pages after {wait:.2f} s wall, process included")
"""
PDF_READERS = {
    "pypdfium2 text": _BARE,
    "docscore read": _READ,
    "docscore score": _SCORE,
    "pdfplumber text+tables": _PLUMBER,
}
WORD_READERS = {"python-docx text+tables": _WORD, "docscore read": _READ, "docscore score": _SCORE}

_TYPER = """
import typer
from typing import Annotated
app = typer.Typer()
@app.command()
def one(path: Annotated[str, typer.Argument(help="a file")], fast: Annotated[bool, typer.Option(help="be quick")] = False):
    "Do one thing."
@app.command()
def two(path: str):
    "Do another."
app()
"""
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


def roster(folder: Path) -> Path:
    """A sign-in sheet of :data:`ROSTER_ROWS` rows; the people are numbers."""
    target = folder / "培训签到表.xlsx"
    with xlsxwriter.Workbook(str(target), {"constant_memory": True}) as book:
        page = book.add_worksheet("培训")
        page.write_row(
            0, 0, ["序号", "姓名", "身份证号", "联系电话", "单位", "行政村", "培训时间", "是否贫困户"]
        )
        for row in range(1, ROSTER_ROWS + 1):
            own = f"4799{row % 90 + 10}{1950 + row % 50}0101{row % 1000:03d}X"
            page.write_row(
                row, 0, [row, "甲乙丙", own, f"199{row:08d}", "合作社", f"{row % 200}村", "2021-03-05", "否"]
            )
    return target


def report(path: Path, readers: dict[str, str]) -> None:
    """Print one table for *path*; the first and the last of *readers* are what the others are compared with."""
    runs = {name: measure(python(code + _ONCE, path)) for name, code in readers.items()}
    works = {
        name: float(measure(python(code + _WARM, path)).out.split()[-1]) for name, code in readers.items()
    }
    first, *_, last = readers
    print(f"\n{path.name}{'':30}whole process{'':22}work alone, warm")
    print(f"{'':24}{'CPU s':>8}{'÷first':>9}{'÷last':>9}{'peak MB':>9}", end="")
    print(f"{'CPU s':>10}{'÷first':>9}{'÷last':>9}")
    for name in readers:
        cpu, work = runs[name].cpu, works[name]
        print(
            f"{name:24}{cpu:8.2f}{cpu / runs[first].cpu:9.1f}{cpu / runs[last].cpu:9.2f}{runs[name].peak:9.0f}",
            end="",
        )
        print(f"{work:10.3f}{work / works[first]:9.1f}{work / works[last]:9.2f}")


def start_up(path: Path) -> None:
    """Print what whole commands take from a cold start, the best of several: ``--help`` beside a bare Typer program's, ``score``."""

    def best(command: list[str], times: int) -> Run:
        return min((measure(command) for _ in range(times)), key=lambda run: run.cpu)

    command = [sys.executable, "-c", "from docscore.cli import main; main()"]
    bare, own = best(python(_TYPER, "--help"), 5), best([*command, "--help"], 5)
    score = best([*command, "score", str(path), "--rubric", "guangdong-2019"], 3)
    print(f"bare Typer --help         {bare.cpu:.2f} s CPU, {bare.wall:.2f} s wall, {bare.peak:.0f} MB")
    print(
        f"docscore --help           {own.cpu:.2f} s CPU, {own.wall:.2f} s wall, {own.peak:.0f} MB: {own.cpu / bare.cpu:.2f}×"
    )
    print(f"docscore score {path.name} {score.cpu:.2f} s CPU, {score.wall:.2f} s wall, {score.peak:.0f} MB")


def main() -> None:
    """Run everything and print it."""
    path = REAL if REAL.exists() else SAMPLE
    start_up(path)
    with tempfile.TemporaryDirectory() as folder:
        report(path, PDF_READERS)
        long = joined(path, Path(folder))
        report(long, PDF_READERS)
        report(path.with_suffix(".docx"), WORD_READERS)
        pages_run = measure(python(_PAGES, long))
        print(f"\npage images, {long.name}: {pages_run.out.strip()}; {pages_run.peak:.0f} MB in all")
        diff_run = measure(python(_DIFF, long))
        print(
            f"\ndocscore diff, two versions of {long.name}: {diff_run.out.strip()}; {diff_run.peak:.0f} MB in all"
        )

        counted = measure(python(_COUNT, roster(Path(folder))))
        print(f"\nroster: {counted.out.strip()}; {counted.peak:.0f} MB in all")


if __name__ == "__main__":
    main()
