"""Rule documents of our own writing, drafted: other layouts than those of the papers the project started from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document as WordDocument
from openpyxl import Workbook

from docscore.ingest import read
from docscore.model import Criterion, Rubric
from docscore.normalize import normalize
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.packs.rubric_write import rubric_yaml
from docscore.rubric import RubricDraft, draft_rubrics

_LEXICON = load_lexicon()


def _drafts(path: Path) -> tuple[RubricDraft, ...]:
    return draft_rubrics(normalize(read(path)), _LEXICON, "own")


def _text(folder: Path, words: str) -> tuple[RubricDraft, ...]:
    path = folder / "办法.txt"
    path.write_text(words, encoding="utf-8")
    return _drafts(path)


def _word(folder: Path, rows: list[list[str]], merges: tuple[tuple[int, int, int, int], ...] = ()) -> Rubric:
    document = WordDocument()
    document.add_paragraph("青溪县商贸流通工作考核评分表")
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            table.cell(row, col).text = text
    for top, left, bottom, right in merges:
        words = table.cell(top, left).text
        table.cell(top, left).merge(table.cell(bottom, right)).text = words
    path = folder / "表.docx"
    document.save(str(path))
    return _drafts(path)[0].rubric


def _lines(rubric: Rubric) -> list[tuple[str, Decimal, str]]:
    return [(one.id, one.points, one.rule.kind) for one in rubric.criteria()]


def _criterion(rubric: Rubric, words: str) -> Criterion:
    return next(one for one in rubric.criteria() if words in one.clause)


def test_columns_are_told_by_their_headings_in_any_order(tmp_path: Path) -> None:
    rubric = _word(
        tmp_path,
        [
            ["序号", "考核项目", "考核内容", "分值", "评分标准", "责任单位", "佐证材料", "得分"],
            ["1", "组织领导（20分）", "领导小组", "10", "成立领导小组得5分，安排专人负责得5分。", "商务局", "文件；会议纪要", ""],
            ["2", "", "经费保障", "10", "安排经费500万元以上得10分，300万元至500万元得6分，300万元以下不得分", "财政局", "", ""],
            ["3", "体系建设（80分）", "站点建设", "30", "每建成1个村级站点得2分，最高30分", "商务局", "", ""],
            ["4", "", "物流体系", "50", "完成年度目标任务得50分，未完成的按完成比例得分", "交通局", "", ""],
            ["合计", "", "", "100", "", "", "", ""],
        ],
    )  # fmt: skip
    assert rubric.title == "青溪县商贸流通工作考核评分表"
    assert rubric.total == 100
    assert [(one.name, one.points) for one in rubric.sections] == [("组织领导", 20), ("体系建设", 80)]
    assert [(one.name, one.points) for one in rubric.indicators()] == [
        ("领导小组", 10), ("经费保障", 10), ("站点建设", 30), ("物流体系", 50),
    ]  # fmt: skip
    assert _lines(rubric) == [
        ("S1.1.1", 5, "checklist"), ("S1.1.2", 5, "checklist"), ("S1.2.1", 10, "tiers"),
        ("S2.1.1", 30, "per_unit"), ("S2.2.1", 50, "proportional"),
    ]  # fmt: skip
    assert next(rubric.indicators()).evidence == ("文件", "会议纪要")


def test_three_levels_each_with_its_points_merged_and_repeated(tmp_path: Path) -> None:
    rubric = _word(
        tmp_path,
        [
            ["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "指标解释", "评价标准"],
            ["决策", "20", "立项", "20", "依据充分性", "5", "是否符合法律法规", "①符合法律法规，得2分；②符合规划，得2分；③不重复，得1分。"],
            ["决策", "20", "立项", "20", "程序规范性", "15", "程序是否合规", "程序规范得15分，否则不得分。"],
            ["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "指标解释", "评价标准"],
            ["效益", "80", "满意度", "80", "服务对象满意度", "80", "服务对象满意程度", "满意度≥90%得80分；80%≤满意度<90%得40分；满意度<80%不得分。"],
        ],
        ((1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3)),
    )  # fmt: skip
    assert [(one.name, one.points) for one in rubric.sections] == [("决策", 20), ("效益", 80)]
    assert [one.points for one in rubric.indicators()] == [5, 15, 80]
    assert _lines(rubric) == [
        ("S1.1.1", 2, "checklist"), ("S1.1.2", 2, "checklist"), ("S1.1.3", 1, "checklist"),
        ("S1.2.1", 15, "tiers"), ("S2.1.1", 80, "tiers"),
    ]  # fmt: skip


def test_a_spreadsheet(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["指标", "权重", "目标值", "评分办法", "考核单位"],
        ["网络零售额增速", 30, "15%", "达到15%得30分，每低1个百分点扣2分，扣完为止", "商务局"],
        ["满意度", 70, "90%", "90%以上得70分，80%-90%得40分，80%以下不得分", "统计局"],
    ):
        sheet.append(row)
    book.save(tmp_path / "表.xlsx")
    assert _lines(_drafts(tmp_path / "表.xlsx")[0].rubric) == [
        ("S1.1.1", 30, "step"),
        ("S2.1.1", 70, "tiers"),
    ]


def test_tab_parted_lines_that_lost_their_blank_ends(tmp_path: Path) -> None:
    (draft,) = _text(
        tmp_path,
        "乡镇电商考核评分细则\n考核项目\t分值\t考核内容\t评分标准\t得分\n"
        "组织领导\t20\t领导小组\t成立领导小组得20分\t\n\t10\t经费\t有工作经费得10分，没有不得分\t\n"
        "站点建设\t70\t村级站点\t每建成1个站点得4分，最高70分\t\n",
    )
    assert _lines(draft.rubric) == [
        ("S1.1.1", 20, "checklist"), ("S1.2.1", 10, "tiers"), ("S2.1.1", 70, "per_unit"),
    ]  # fmt: skip


def test_a_list_with_bonus_deductions_veto_and_grades(tmp_path: Path) -> None:
    (draft,) = _text(
        tmp_path,
        "青溪县农村电商工作考核办法\n\n一、组织领导（100分）\n1.成立工作领导小组的得100分，未成立的不得分。\n\n"
        "二、加分项\n1.获得省级表彰的加5分。\n\n三、扣分项\n1.发生群体性上访事件的，每起扣5分。\n\n"
        "四、一票否决\n1.发生重大安全生产事故的，取消评优资格。\n\n"
        "考核结果分为四个等次，90分以上为优秀，80分以上不足90分为良好，60分以上不足80分为合格，不足60分为不合格。\n",
    )
    rubric = draft.rubric
    assert [len(part) for part in (rubric.sections, rubric.bonus, rubric.deductions, rubric.veto)] == [
        1,
        1,
        1,
        1,
    ]
    assert [one.grade for one in rubric.grades] == ["优秀", "良好", "合格", "不合格"]
    assert _criterion(rubric, "上访").points == 0


def test_headings_run_in_with_their_clauses(tmp_path: Path) -> None:
    (draft,) = _text(
        tmp_path,
        "青溪县示范县绩效考核办法\n\n一、考核内容及评分标准\n\n（一）产业发展（满分30分）\n"
        "1. 网络零售额（15分）。同比增长20%以上得15分；增长10%—20%得10分；增长10%以下不得分。\n"
        "2. 电商主体（15分）。新增网店50家得15分，每少1家扣0.3分，扣完为止。\n"
        "（二）基础设施（70分）\n1. 服务站点（70分）\n（1）覆盖率达到100%得70分，每低1个百分点扣1分；\n\n"
        "二、加分项（最高5分）\n1. 获全国表彰加5分。\n\n三、否决项\n弄虚作假的，取消考核资格。\n",
    )
    rubric = draft.rubric
    assert rubric.total == 100
    assert [(one.name, one.points) for one in rubric.indicators()] == [
        ("网络零售额", 15), ("电商主体", 15), ("服务站点", 70), ("加分项", 5), ("否决项", None),
    ]  # fmt: skip
    assert _lines(rubric)[:3] == [("S1.1.1", 15, "tiers"), ("S1.2.1", 15, "per_unit"), ("S2.1.1", 70, "step")]
    assert [one.rule.kind for indicator in rubric.veto for one in indicator.criteria] == ["veto"]


def test_a_flattened_table_with_a_heading_repeated_and_a_part_of_which_each_unit_has_its_own(
    tmp_path: Path,
) -> None:
    (draft,) = _text(
        tmp_path,
        "青溪县工作考核评分细则\n\n\t考核指标\n\t考核内容\n\n\t共性指标（40）\n\t工作有部署，责任到人。（15）\n\n"
        "\t共性指标（40）\n\t按时报送信息资料。（25）\n\n\t个性指标（60）\n\t商务局\n\t牵头做好全县电商工作的协调和指导。\n\n"
        "\t财政局\n\t及时拨付电商专项资金，加强资金监管。\n",
    )
    rubric = draft.rubric
    assert [(one.name, one.points, one.combine) for one in rubric.sections] == [
        ("共性指标", 40, "sum"), ("个性指标", 60, "one_of"),
    ]  # fmt: skip
    assert _lines(rubric) == [
        ("S1.1.1", 15, "checklist"), ("S1.1.2", 25, "checklist"),
        ("S2.1.1", 60, "judged"), ("S2.2.1", 60, "judged"),
    ]  # fmt: skip
    assert rubric.total == 100


def test_what_is_not_read_is_kept_with_its_words_and_named(tmp_path: Path) -> None:
    rubric = _word(
        tmp_path,
        [
            ["项目", "分值", "评分标准"],
            ["特色工作", "10", "由考核组研究确定。"],
            ["台账", "90", "台账齐全得90分"],
        ],
    )
    kept = _criterion(rubric, "考核组")
    assert kept.points == 10
    assert kept.rule.kind in ("judged", "checklist")


@pytest.mark.parametrize("words", ["各单位：\n请认真做好电商工作。\n", "2020年全县得分89分，排名第3。\n"])
def test_a_paper_without_rules_gives_nothing(words: str, tmp_path: Path) -> None:
    assert _text(tmp_path, words) == ()


def test_a_draft_comes_back_as_it_was_written(shared: Path, tmp_path: Path) -> None:
    for paper in sorted((shared / "seeds").glob("00[0124]*.txt")):
        for draft in _drafts(paper):
            path = tmp_path / "draft.yaml"
            path.write_text(rubric_yaml(draft.rubric), encoding="utf-8")
            again = load_rubric(str(path), _LEXICON)
            assert list(again.criteria()) == list(draft.rubric.criteria())
            assert (again.sections, again.bonus, again.total) == (
                draft.rubric.sections, draft.rubric.bonus, draft.rubric.total,
            )  # fmt: skip


def test_the_shipped_rubric_comes_back_as_it_was_written(tmp_path: Path) -> None:
    rubric = load_rubric("guangdong-2019", _LEXICON)
    path = tmp_path / "again.yaml"
    path.write_text(rubric_yaml(rubric), encoding="utf-8")
    assert load_rubric(str(path), _LEXICON) == rubric
