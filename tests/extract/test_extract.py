"""From clean text and tables to figures: roles, subjects, periods, moods."""

from __future__ import annotations

from pathlib import Path

import pytest

from docscore.extract import extract
from docscore.ingest import read
from docscore.model import (
    Block,
    BlockKind,
    Cell,
    Document,
    Extraction,
    Figure,
    Mood,
    Role,
    Table,
)
from docscore.normalize import normalize
from docscore.packs.lexicon import load_lexicon

LEXICON = load_lexicon()


def figures_of(tmp_path: Path, text: str) -> list[Figure]:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return list(extract(normalize(read(path)), LEXICON).figures)


def of_table(rows: list[list[str]], above: str = "") -> Extraction:
    """The extraction of one table with a single header row."""
    text, cells = "", []
    for row, texts in enumerate(rows):
        for col, cell in enumerate(texts):
            cells.append(Cell(row, col, 1, 1, len(text), len(text) + len(cell)))
            text += cell + ("\n" if col == len(texts) - 1 else "\t")
    table = Table(len(rows), len(rows[0]), tuple(cells), header_rows=1)
    blocks = [Block(1, BlockKind.TABLE, text, 1, table=table)]
    blocks.insert(0, Block(0, BlockKind.PARAGRAPH, above, 1))
    return extract(normalize(Document("t", "0", "docx", None, tuple(blocks))), LEXICON)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("目标培训人次：4200人次", Role.TARGET),
        ("实际培训人次：4385人次", Role.ACTUAL),
        ("力争建成15个站点", Role.TARGET),
        ("已建成15个站点", Role.ACTUAL),
        ("完成目标任务的105%", Role.ACTUAL),
        ("计划完成120公里", Role.TARGET),
        ("同比增长8.6%", Role.CHANGE),
        ("覆盖率提高到50%", Role.ACTUAL),
        ("税收占比提升3.5个百分点", Role.CHANGE),
        ("常住人口42万人", Role.REFERENCE),
        ("培训建档立卡贫困户1200人次", Role.ACTUAL),
        ("自评得分96.5分", Role.SCORE),
        ("65岁以上老年人签约", Role.THRESHOLD),
        ("参加国培计划，培训覆盖率100%", Role.ACTUAL),
    ],
)
def test_roles_from_the_clause(tmp_path: Path, text: str, role: Role) -> None:
    (figure,) = figures_of(tmp_path, text)
    assert figure.role is role


def test_an_amount_that_describes_what_is_counted_is_a_threshold(tmp_path: Path) -> None:
    figures = figures_of(
        tmp_path, "培育不少于5家年销售额达500万以上和不少于10家年销售额达300万以上的电子商务企业"
    )
    assert [(str(figure.quantity.value), figure.quantity.unit) for figure in figures] == [
        ("5", "家"),
        ("5000000", "元"),
        ("10", "家"),
        ("3000000", "元"),
    ]
    assert [figure.role is Role.THRESHOLD for figure in figures] == [False, True, False, True]


def test_rates_in_a_row_share_their_role(tmp_path: Path) -> None:
    figures = figures_of(tmp_path, "接待游客218.7万人次，收入14.3亿元，分别同比增长26.7%和18.9%。")
    assert [figure.role for figure in figures] == [Role.ACTUAL, Role.ACTUAL, Role.CHANGE, Role.CHANGE]


def test_a_section_of_goals_makes_targets(tmp_path: Path) -> None:
    (figure,) = figures_of(tmp_path, "一、工作目标\n站点覆盖率达到70%。\n")
    assert figure.role is Role.TARGET


def test_planned_among_results_is_marked(tmp_path: Path) -> None:
    figures = figures_of(tmp_path, "一、绩效情况\n在137个行政村规划建设电子商务服务站点。\n")
    assert [figure.planned for figure in figures] == [True]


def test_the_subject_stands_behind_a_count_and_before_an_amount(tmp_path: Path) -> None:
    figures = figures_of(tmp_path, "建设17个镇服务站，项目资金拨付进度为83%。")
    assert [figure.subject for figure in figures] == ["镇服务站", "项目资金拨付进度"]


def test_a_period_leads_the_sentences_behind_it(tmp_path: Path) -> None:
    figures = figures_of(
        tmp_path, "截至2021年8月31日，累计拨付资金500万元。其中培训支出20万元。目前有网店30家。"
    )
    assert [figure.period for figure in figures] == ["截至2021年8月31日", "截至2021年8月31日", None]


def test_a_label_gives_its_unit_to_a_bare_number(tmp_path: Path) -> None:
    (figure,) = figures_of(tmp_path, "实际培训人次：4385")
    assert (str(figure.quantity.value), figure.quantity.unit) == ("4385", "人次")


def test_the_surface_is_cut_from_the_text_as_read(tmp_path: Path) -> None:
    text = "建设有 1200 m<sup>2</sup>的中心，销售 1.5 万只以上"
    figures = figures_of(tmp_path, text)
    assert [figure.surface for figure in figures] == ["1200 m<sup>2</sup>", "1.5 万只"]


def test_offsets_cut_the_figure_out_of_its_sentence(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("前言。建设 17 个镇服务站；培训 4200 人次。", encoding="utf-8")
    extraction = extract(normalize(read(path)), LEXICON)
    cut = [extraction.sentences[one.sentence].text[one.start : one.end] for one in extraction.figures]
    assert cut == ["17个", "4200人次"]


def test_a_table_gives_unit_role_and_subject() -> None:
    extraction = of_table(
        [
            ["序号", "项目名称", "预算数（万元）", "执行数（万元）", "自评得分", "评分标准"],
            ["1", "培训费", "120.5", "98", "9", "执行率90%以上得10分"],
        ]
    )
    found = [(str(one.quantity.value), one.quantity.unit, one.role) for one in extraction.figures]
    assert found == [
        ("1205000", "元", Role.TARGET),
        ("980000", "元", Role.ACTUAL),
        ("9", "分", Role.SCORE),
        ("90", "%", Role.THRESHOLD),
        ("10", "分", Role.SCORE),
    ]
    assert extraction.figures[0].subject.startswith("培训费")
    assert [one.mood for one in extraction.sentences if "执行率90%" in one.text] == [Mood.RULE]


def test_a_note_above_a_table_gives_the_unit() -> None:
    extraction = of_table([["项目", "金额"], ["培训费", "45.6"]], above="资金使用情况表（单位：万元）")
    assert [(str(one.quantity.value), one.quantity.unit) for one in extraction.figures] == [("456000", "元")]


def test_a_blank_or_slash_cell_is_no_figure() -> None:
    extraction = of_table([["项目", "完成值（个）"], ["站点", "/"], ["网店", ""], ["企业", "0"]])
    assert [str(one.quantity.value) for one in extraction.figures] == ["0"]


def test_extraction_is_the_same_twice(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("建设17个镇服务站，培训4200人次，覆盖率70%以上。", encoding="utf-8")
    clean = normalize(read(path))
    assert extract(clean, LEXICON) == extract(clean, LEXICON)
