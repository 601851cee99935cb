"""Clean text: what changes, what must not, and the way back."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docscore.model import Block, BlockKind, Cell, CleanBlock, Document, Table
from docscore.normalize import normalize


def clean(text: str, table: Table | None = None) -> CleanBlock:
    kind = BlockKind.TABLE if table else BlockKind.PARAGRAPH
    block = Block(0, kind, text, 1, table=table)
    return normalize(Document("x", "", "text", None, (block,))).blocks[0]


def row(*texts: str) -> CleanBlock:
    cells, offset = [], 0
    for col, text in enumerate(texts):
        cells.append(Cell(0, col, 1, 1, offset, offset + len(text)))
        offset += len(text) + 1
    return clean("\t".join(texts), Table(1, len(texts), tuple(cells)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("资金４１６万元，占８３．５％", "资金416万元，占83.5%"),
        ("４，１６７，７８５元", "4,167,785元"),
        ("共 195 个\n行政村", "共195个行政村"),
        ("2019 年 70 %", "2019年70%"),
        ("1 200 个", "1 200个"),
        ("3960\n704", "3960 704"),
        ("10²与①建设", "10²与①建设"),
        ("1200 m<sup>2</sup>", "1200 m²"),
        ("面积㎡", "面积㎡"),
        ("⼯作⽬标\uf900", "工作目标豈"),
        ("电\u200b商\ufeff", "电商"),
        ("\u3000\u3000全\u00a0县", "全县"),
        ("（一）基础，分；", "（一）基础，分；"),
        ("iPhone 12 pro", "iPhone 12 pro"),
        ("ＡＡＡＡ级", "AAAA级"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_clean_text(text: str, expected: str) -> None:
    assert clean(text).text == expected


def test_cells_are_never_joined() -> None:
    block = row("3 ", " 5", "６", "", "7\n8")
    assert block.text == "3\t5\t6\t\t7 8"


def test_span_cuts_back_the_original() -> None:
    block = clean("资金 ４１６ 万元")
    start = block.text.index("416")
    first, past = block.span(start, start + 3)
    assert block.block.text[first:past] == "４１６"


_PIECES = st.text(alphabet="0123456789１２，．％,.%  \n\t\u200b电商ab（）m<sup>2/", max_size=60)


@given(_PIECES)
def test_offsets_climb_and_point_at_the_same_character(text: str) -> None:
    block = clean(text)
    offsets = list(block.offsets)
    assert len(offsets) == len(block.text) + 1
    assert offsets[-1] == len(text)
    assert all(one < two for one, two in pairwise(offsets[:-1]))
    for position, character in enumerate(block.text):
        original = text[offsets[position]]
        assert original == character or original.isspace() or original in "１２，．％<"


@given(st.lists(st.text(alphabet="0123456789１２ \n\u200b电", max_size=8), min_size=1, max_size=5))
def test_no_digits_of_two_cells_or_lines_are_joined(texts: list[str]) -> None:
    def numbers(text: str) -> list[str]:
        visible = text.replace("\u200b", "").translate(str.maketrans("１２", "12"))
        return re.findall(r"[0-9]+", visible)

    block = row(*texts)
    assert [numbers(text) for text in block.text.split("\t")] == [numbers(text) for text in texts]
    line = clean("\n".join(texts))
    assert re.findall(r"[0-9]+", line.text) == [number for text in texts for number in numbers(text)]


@given(_PIECES)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text).text
    assert "<sup>" in once.lower() or clean(once).text == once
