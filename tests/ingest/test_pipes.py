"""Tables written with |: Markdown's, and the debris of the real plan's annex, whose merged cells were left out."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from docscore.ingest.passages import Passage
from docscore.ingest.text import read_text


def grid(passage: Passage) -> list[list[str]]:
    assert passage.table is not None
    table = passage.table
    return [
        [
            passage.text[cell.start : cell.end] if (cell := table.grid.get((row, col))) else "-"
            for col in range(table.cols)
        ]
        for row in range(table.rows)
    ]


def tables_of(text: str) -> list[Passage]:
    passages = read_text(text)
    for passage in passages:
        assert passage.origin is not None
        assert text[passage.origin :].startswith(passage.text)
    return [passage for passage in passages if passage.table]


def test_markdown() -> None:
    text = "前言。\n| 指标 | 自评得分 |\n|:---|---:|\n| 组织\\|领导 | 9 |\n| 资金 |  |\n\n后记。\n"
    [table] = tables_of(text)
    assert grid(table) == [["指标", "自评得分"], ["组织\\|领导", "9"], ["资金", ""]]
    assert table.table is not None
    assert table.table.header_rows == 1
    assert [passage.text for passage in read_text(text) if not passage.table] == ["前言。", "后记。"]


def test_markdown_without_outer_bars() -> None:
    assert grid(tables_of("甲 | 1\n--|--\n乙 | 2\n丙 | 3")[0]) == [["甲", "1"], ["乙", "2"], ["丙", "3"]]


def test_rows_of_a_stream_move_left_where_a_merged_cell_was_left_out() -> None:
    rows = [
        ["指标", "内容", "完成时限"],
        ["组织", "成立领导小组并发文(2分)", "2019年12月底"],
        ["制定工作方案并公开(2分)", "2019年8月底", ""],
        ["培训", "开展培训三千人次(5分)", "2020年2月底"],
        ["建立跟踪服务机制(3分)", "2020年2月底", ""],
    ]
    [table] = tables_of("附件\n" + "".join(f"{cell} |\n" for row in rows for cell in row))
    assert grid(table) == [rows[0], rows[1], ["组织", *rows[2][:2]], rows[3], ["培训", *rows[4][:2]]]


def test_numbers_of_two_cells_stay_apart() -> None:
    [table] = tables_of("指标 |\n权重 |\n得分 |\n甲 |\n5 |\n4 |\n乙 |\n10 |\n|\n丙 |\n3 |\n3 |\n")
    assert grid(table) == [["指标", "权重", "得分"], ["甲", "5", "4"], ["乙", "10", "-"], ["丙", "3", "3"]]


def test_bars_in_prose_are_no_table() -> None:
    assert not tables_of("网址 a|b，另见 c|d。\n下一段。\n")
    assert not tables_of("他说 |\n我说 |\n")
    assert not tables_of("|||\n|\n||\n")


@given(st.text(alphabet="|甲1 \n-。\\", max_size=120))
def test_nothing_is_lost_and_all_is_verbatim(text: str) -> None:
    tables_of(text)
    kept = "".join("".join(passage.text.split()) for passage in read_text(text))
    assert kept.replace("|", "") == "".join(text.split()).replace("|", "")


def test_annex_of_the_real_plan(shared: Path) -> None:
    [path] = (shared / "seeds").glob("001_*.txt")
    text = path.read_text("utf-8")
    [annex] = tables_of(text)
    assert annex.table is not None
    assert (annex.table.rows, annex.table.cols, annex.table.header_rows) == (46, 6, 1)
    rows = grid(annex)
    assert all("年" in row[5] for row in rows[1:]), "each task has its deadline"
    assert all("單位" in row[4] or "縣" in row[4] for row in rows[1:]), "and who does it"
    assert len({row[0] for row in rows[1:] if row[0]}) == 13
    assert [row[0][-6:].strip() for row in rows[19:27]] == ["(18分)"] * 8
    assert [row[1][-6:].strip().rsplit("(", 1)[-1] for row in rows[19:27]] == [
        "1.5分)", "4.5分)", "4.5分)", "8分)", "8分)", "3分)", "3分)", "3分)",
    ]  # fmt: skip
    # A task beside which evidence, unit and deadline were merged with those of the row above.
    assert rows[34][3:] == rows[33][3:] == rows[36][3:]
    assert "同比增長30%以上(2分)" in rows[34][2]
