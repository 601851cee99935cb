"""A workspace of one invented county, and workbooks filled as people fill them."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from docscore.desk import Desk, found_workspace
from docscore.ingest import read
from docscore.model import Lexicon
from docscore.packs.lexicon import load_lexicon, packs_hash
from docscore.store import open_workspace

REPORT = Path(__file__).parents[2] / "corpus/yunling/report.docx"
TODAY = datetime.now(UTC).date()


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


@cache
def _founded() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="docscore-tests-")) / "batch"
    found_workspace(folder, "guangdong-2019", lexicon=lexicon()).close()
    desk = desk_at(folder)
    desk.take_in(REPORT, "云岭县", reader=read)
    desk.workspace.close()
    return folder


def desk_at(folder: Path) -> Desk:
    return Desk(open_workspace(folder), lexicon(), packs_hash(), today=lambda: TODAY)


def new_desk(tmp_path: Path) -> Desk:
    """A copy of the workspace for one test."""
    shutil.copytree(_founded(), tmp_path / "batch")
    return desk_at(tmp_path / "batch")


class Book:
    """A workbook in the hands of a person: cells by head, rows by what stands in a column."""

    def __init__(self, data: bytes) -> None:
        self.book: Workbook = load_workbook(io.BytesIO(data))

    def heads(self, sheet: str) -> tuple[int, dict[str, int]]:
        page = self.book[sheet]
        for row in page.iter_rows(max_row=8):
            heads = {cell.value: cell.column for cell in row if cell.value}
            if "#对象" in heads:
                return row[0].row, heads
        raise AssertionError(sheet)

    def rows(self, sheet: str) -> Iterable[int]:
        head, heads = self.heads(sheet)
        page = self.book[sheet]
        return [n for n in range(head + 1, page.max_row + 1) if page.cell(n, heads["#对象"]).value]

    def row_of(self, sheet: str, subject: str) -> int:
        _, heads = self.heads(sheet)
        page = self.book[sheet]
        return next(n for n in self.rows(sheet) if page.cell(n, heads["#对象"]).value.endswith(f":{subject}"))

    def put(self, sheet: str, row: int, **cells: object) -> None:
        _, heads = self.heads(sheet)
        for head, value in cells.items():
            self.book[sheet].cell(row, heads[head]).value = value  # type: ignore[assignment]

    def get(self, sheet: str, row: int, head: str) -> Any:
        return self.book[sheet].cell(row, self.heads(sheet)[1][head]).value

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def through_libreoffice(data: bytes, tmp_path: Path, form: str = "xlsx") -> bytes:
    """The workbook as another program saves it, its formulas computed anew."""
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice is asked for by this test"
    folder = tmp_path / "office"
    folder.mkdir(exist_ok=True)
    source = folder / "in.xlsx"
    source.write_bytes(data)
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form, "--outdir", folder / "out", source],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    return (folder / "out" / f"in.{form}").read_bytes()


def recomputed(book: Workbook, tmp_path: Path) -> Workbook:
    """The values that LibreOffice gives the formulas: openpyxl keeps none of ours, which LibreOffice would else believe."""
    out = io.BytesIO()
    book.save(out)
    return load_workbook(io.BytesIO(through_libreoffice(out.getvalue(), tmp_path)), data_only=True)


def formulas_agree(data: bytes, tmp_path: Path) -> int:
    """How many formulas of a workbook come to the values cached in it; fails where one does not."""
    ours, formulas = load_workbook(io.BytesIO(data), data_only=True), load_workbook(io.BytesIO(data))
    theirs, counted = recomputed(load_workbook(io.BytesIO(data)), tmp_path), 0
    for page in formulas.worksheets:
        for cell in (cell for row in page.iter_rows() for cell in row if cell.data_type == "f"):
            told = [book[page.title][cell.coordinate].value or "" for book in (ours, theirs)]
            shown = {f"{one:.6f}" if isinstance(one, int | float) else one for one in told}
            assert len(shown) == 1, (page.title, cell.coordinate, told)
            counted += 1
    return counted
