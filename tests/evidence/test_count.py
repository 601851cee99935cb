"""Tables of evidence against what must be counted in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document as NewDocx
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from docscore.evidence import anonymous, count_evidence
from docscore.ingest import read
from docscore.model import Document, Evidence, Tally
from docscore.packs.lexicon import load_lexicon

from .papers import write_paper

_CASES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("cases.yaml"))
_WORDS = load_lexicon().evidence
_UNTIL = date(2021, 8, 31)


def _read(case: dict[str, Any], folder: Path) -> Document:
    return read(write_paper(folder / case["file"], case["sheets"]))


def _count(case: dict[str, Any], folder: Path) -> Evidence:
    return count_evidence([(case["file"], _read(case, folder))], _WORDS, key=b"key", until=_UNTIL)


def _field(tally: Tally, name: str) -> Any:
    value = getattr(tally, name)
    if name == "flaws":
        return {flaw.flaw.value: flaw.count for flaw in value}
    if name in ("people", "villages", "poor_villages"):
        return len(value)
    if name in ("amount", "stated"):
        return value and value.value
    if name == "items":
        return {item: added.value for item, added in value.items()}
    return value


@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    tallies = _count(case, tmp_path).tallies
    assert len(tallies) == len(case["tallies"]), tallies
    for tally, wanted in zip(tallies, case["tallies"], strict=True):
        assert {name: _field(tally, name) for name in wanted} == wanted
    if "persons" in case:
        assert len(frozenset().union(*(tally.people for tally in tallies))) == case["persons"]


def test_every_flaw_leads_to_its_cell(tmp_path: Path) -> None:
    case = next(case for case in _CASES if case["name"] == "填错的证件号、电话、日期")
    document = _read(case, tmp_path)
    (tally,) = count_evidence([("佐证/培训名册.xlsx", document)], _WORDS, key=b"key").tallies
    for flaw in tally.flaws:
        for place in flaw.places:
            assert place.paper == "佐证/培训名册.xlsx"
            assert place.cell is not None
            assert place.label.startswith("佐证/培训名册.xlsx 工作表“名册”第")
            assert document.blocks[place.block].text[place.start : place.end]


@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
def test_a_masked_document_keeps_its_places_and_loses_its_people(
    case: dict[str, Any], tmp_path: Path
) -> None:
    document = _read(case, tmp_path)
    hidden = anonymous(document, _WORDS)
    assert [len(block.text) for block in hidden.blocks] == [len(block.text) for block in document.blocks]
    words = "".join(block.text for block in hidden.blocks)
    for digits in ("479901198", "1990000111", "199 0000 1111"):
        assert digits not in words
    assert anonymous(hidden, _WORDS).blocks == hidden.blocks


def test_the_key_changes_the_digests_and_nothing_else(tmp_path: Path) -> None:
    case = _CASES[0]
    document = _read(case, tmp_path)
    one, other = (count_evidence([("a.xlsx", document)], _WORDS, key=key).tallies[0] for key in (b"1", b"2"))
    assert one.rows == other.rows
    assert not one.people & other.people


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=12))
def test_no_table_breaks_the_count(rows: list[list[str]]) -> None:
    from docscore.model import Block, BlockKind, Cell, Table

    text, cells = "", []
    for r, row in enumerate([["序号", "姓名", "身份证号", "电话", "金额"], *rows]):
        for c, cell in enumerate(row):
            if cell.strip():
                cells.append(Cell(r, c, 1, 1, len(text), len(text) + len(cell)))
                text += cell + "\t"
    block = Block(0, BlockKind.TABLE, text, 1, table=Table(len(rows) + 1, 5, tuple(cells), 1))
    document = Document("培训名单.xlsx", "", "xlsx", None, (block,))
    count_evidence([("培训名单.xlsx", document)], _WORDS, key=b"key")
    assert len(anonymous(document, _WORDS).blocks[0].text) == len(text)


def test_notices(tmp_path: Path) -> None:
    document = NewDocx()
    for line in (
        "青禾县人民政府办公室文件",
        "青府办〔2020〕7号",
        "关于印发《青禾县站点管理办法》的通知",
        "各镇人民政府：",
        "现印发给你们。",
        "青禾县人民政府办公室",
        "2020年3月2日",
    ):
        document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    (notice,) = count_evidence([("a.docx", read(tmp_path / "a.docx"))], _WORDS, key=b"key").notices
    assert (notice.number, notice.title) == ("青府办〔2020〕7号", "关于印发《青禾县站点管理办法》的通知")
    assert (notice.addressee, notice.issued) == ("各镇人民政府", date(2020, 3, 2))


def test_amounts_are_exact(tmp_path: Path) -> None:
    case = {"file": "资金台账.xlsx", "sheets": {"a": ["项目|金额（元）|凭证号", "甲|0.1|1", "甲|0.2|2"]}}
    (tally,) = _count(case, tmp_path).tallies
    assert tally.amount is not None
    assert tally.amount.value == Decimal("0.3")
