"""Plain text: verbatim slices with their offsets, and the outline."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docscore.ingest import read
from docscore.ingest.headings import heading_level, is_contents_line
from docscore.ingest.text import read_text


@given(st.text(alphabet="一、（）1.2。，\r\n\t #ab电商", max_size=300))
def test_blocks_are_verbatim_slices_and_lose_nothing(text: str) -> None:
    passages = read_text(text)
    for passage in passages:
        assert passage.origin is not None
        assert text[passage.origin : passage.origin + len(passage.text)] == passage.text
    assert "".join("".join(passage.text.split()) for passage in passages) == "".join(text.split())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes("一、现状\r\n全县有\r\n195个村。\r\n".encode(encoding))
    blocks = read(path).blocks
    assert [block.text for block in blocks] == ["一、现状", "全县有\r\n195个村。"]
    assert [block.origin for block in blocks] == [0, 6]
    assert blocks[0].level == 1


def test_blank_line_in_the_middle_of_a_sentence_is_a_page_break() -> None:
    text = "为加快推进电子商务在农村的应用和推广，实施示范县创建工作，降低\n\n物流成本。\n\n下一段"
    assert [passage.text.count("\n") for passage in read_text(text)] == [2, 0]


def test_markdown_and_tabs() -> None:
    passages = read_text("# 某县\n## 一、现状\n甲\t1\n乙\t2\n")
    assert [passage.level for passage in passages] == [1, 1, None, None]
    assert passages[2].text == "甲\t1"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("一、发展现状", 1),
        ("（二）存在问题", 2),
        ("3. 建设内容", 3),
        ("（4）加大扶贫力度", 4),
        ("⑤物流体系", 5),
        ("前言", 1),
        ("1. 加强组织领导。成立领导小组，定期通报。", None),
        ("2.5万元用于培训", None),
        ("（2）建成站点137个", None),
        ("一、发展现状.....1", None),
        ("2021年工作", None),
        ("1、完成任务；", None),
    ],
)
def test_heading_levels(text: str, level: int | None) -> None:
    assert heading_level(text) == level


def test_contents_lines() -> None:
    assert is_contents_line("一、现状………………3")
    assert is_contents_line("一、现状\t3")
    assert not is_contents_line("一、现状")


def test_seeds_are_read(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = path.read_bytes().decode("utf-8-sig")
        for block in read(path).blocks:
            assert block.origin is not None
            assert text[block.origin : block.origin + len(block.text)] == block.text


REPORT = "一、完成情況\r\n全縣共有195個行政村，電子商務服務站點覆蓋率達到70.51%，資金支出率78.5%。\r\n"
SIMPLIFIED = str.maketrans("況縣個電務點蓋達資", "况县个电务点盖达资")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (REPORT.translate(SIMPLIFIED), "gbk"),
        (REPORT.translate(SIMPLIFIED), "gb18030"),
        (REPORT, "big5hkscs"),
        (REPORT, "utf-16-le"),
        (REPORT, "utf-16-be"),
        (REPORT, "utf-16"),
        (REPORT, "utf-8"),
    ],
)
def test_encodings_are_told_by_the_words(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "文.txt"
    path.write_bytes(text.encode(encoding))
    document = read(path)
    assert document.kind == "text"
    assert [block.text for block in document.blocks] == text.split("\r\n")[:2]
    for block in document.blocks:
        assert block.origin is not None
        assert text[block.origin : block.origin + len(block.text)] == block.text
