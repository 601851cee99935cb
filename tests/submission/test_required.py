"""The papers that a rubric asks for, word by word, against those handed in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docscore.model import Criterion, Indicator, Judged, PointsRange, Presence, RequiredPaper
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.submissions import assess_submission, read_submission
from docscore.submission.asked import asked_papers

from .folder import report, sheet, sparse, whole, word

_LEXICON = load_lexicon()
_RUBRIC = load_rubric("guangdong-2019", _LEXICON)


def required(folder: Path) -> dict[tuple[str, str], RequiredPaper]:
    submission = read_submission(folder, _RUBRIC, _LEXICON)
    assessment = assess_submission(submission, _RUBRIC, _LEXICON)
    assert assessment.submission is not None
    return {(one.indicator, one.name): one for one in assessment.submission.required}


def asked(evidence: str) -> list[tuple[str, tuple[str, ...]]]:
    indicator = Indicator("1.1", "组织领导", None, (), (evidence,))
    return [(one.name, tuple(kind.name for kind in one.kinds)) for one in asked_papers(indicator, _LEXICON)]


@pytest.mark.parametrize(
    ("evidence", "papers"),
    [
        ("工作会议纪要", [("工作会议纪要", ("会议纪要",))]),
        ("资金拨付文件", [("资金拨付文件", ("拨付文件",))]),
        ("网络促销活动文件和总结", [("网络促销活动文件", ("文件",)), ("网络促销活动总结", ("总结",))]),
        ("冷链和溯源服务证明", [("冷链和溯源服务证明", ("证明",))]),
        ("农产品网销档案或调研报告", [("农产品网销档案或调研报告", ("调研报告",))]),
        (
            "查看成立文件、会议纪要、台账等相关材料",
            [("成立文件", ("成立文件",)), ("会议纪要", ("会议纪要",)), ("台账", ("台账",))],
        ),
        ("培训清单+签到表", [("培训清单", ("名单",)), ("签到表", ("签到表",))]),
        ("1.验收报告；2.审计报告", [("验收报告", ("验收报告",)), ("审计报告", ("审计报告",))]),
        ("有劳动能力贫困人口证明", [("有劳动能力贫困人口证明", ("证明",))]),
    ],
)
def test_a_wording_is_taken_apart_into_single_papers(
    evidence: str, papers: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert asked(evidence) == papers


@given(st.text(alphabet="会议纪要台账和或、；1.（）等材料查看 照片", max_size=30) | st.text(max_size=20))
def test_any_wording_gives_papers_with_names_and_lines(evidence: str) -> None:
    line = Criterion("1.1.1", "x", points=2, clause="y", rule=Judged("f", PointsRange(1, 2)))  # type: ignore[arg-type]
    indicator = Indicator("1.1", "组织领导", None, (line,), (evidence,))
    papers = asked_papers(indicator, _LEXICON)
    assert len({one.name for one in papers}) == len(papers)
    assert all(one.name.strip() and one.criteria == ("1.1.1",) for one in papers)
    assert all(one.name in evidence for one in papers if "和" not in evidence)


def test_a_paper_rests_on_the_lines_that_speak_of_it() -> None:
    lines = tuple(
        Criterion(str(i), name, points=2, clause=name, rule=Judged("f", PointsRange(1, 2)))  # type: ignore[arg-type]
        for i, name in enumerate(("建成公共服务中心", "行政村覆盖率", "物流配送"))
    )
    indicator = Indicator("2.1", "服务体系", None, lines, ("行政村清单", "公共服务中心照片", "会议纪要"))
    assert [one.criteria for one in asked_papers(indicator, _LEXICON)] == [("1",), ("0",), ("0", "1", "2")]


def test_what_is_there_and_what_is_missing(tmp_path: Path) -> None:
    found = required(whole(tmp_path))
    there = {name: one.papers for (_, name), one in found.items() if one.presence is Presence.PRESENT}
    assert there == {
        "领导小组或协调机构成立文件": ("1.1组织领导/成立文件.docx",),
        "工作会议纪要": ("1.1组织领导/会议纪要.docx",),
        "正式印发的示范创建工作方案": ("方案.docx",),
        "村级服务站点清单": ("站点.xlsx",),
        "培训学员名单": ("附件3.xlsx",),
    }
    others = {one.presence for one in found.values()} - {Presence.PRESENT}
    assert others == {Presence.MISSING}


def test_another_year_another_county_and_an_unread_scan_are_doubtful(tmp_path: Path) -> None:
    report(tmp_path)
    word(tmp_path / "培训通知.docx", "关于举办2016年电商培训班的通知", "各乡镇：请选派学员。")
    word(tmp_path / "台账.docx", "岭南县电商项目工作台账", "一、项目进展。")
    sparse(tmp_path / "物流照片" / "邮政物流覆盖证明.jpg", 20)
    found = required(tmp_path)
    notice = found["S2.3", "培训通知"]
    assert (notice.presence, notice.papers) == (Presence.DOUBTFUL, ("培训通知.docx",))
    assert "2016 年" in notice.reason
    ledger = found["S1.4", "项目工作台账"]
    assert ledger.presence is Presence.DOUBTFUL
    assert "题目里的单位是岭南县，不是云岭县" in ledger.reason
    proof = found["S2.2", "市级邮政部门出具的物流覆盖证明"]
    assert proof.presence is Presence.DOUBTFUL
    assert "内容没有读到" in proof.reason


def test_an_unreadable_file_is_not_missing(tmp_path: Path) -> None:
    report(tmp_path)
    (tmp_path / "培训签到表.pdf").write_bytes(b"%PDF-1.4")
    one = required(tmp_path)["S2.3", "培训签到表"]
    assert (one.presence, one.papers) == (Presence.UNREADABLE, ("培训签到表.pdf",))


def test_photos_and_films_count_by_their_names(tmp_path: Path) -> None:
    report(tmp_path)
    sparse(tmp_path / "村级服务站点视频.mp4")
    sparse(tmp_path / "照片" / "公共服务中心.jpg", 20)
    found = required(tmp_path)
    assert found["S2.1", "村级服务站点视频"].presence is Presence.PRESENT
    assert found["S2.1", "公共服务中心现场"].presence is Presence.PRESENT
    assert found["S2.1", "村级服务站点清单"].presence is Presence.MISSING


def test_a_folder_numbered_like_the_indicator_places_its_papers(tmp_path: Path) -> None:
    report(tmp_path)
    word(tmp_path / "5.2资金台账" / "1.docx", "县供销公司明细账", "收支情况。")
    one = required(tmp_path)["S5.2", "承办方资金使用账目"]
    assert one.presence is Presence.PRESENT
    assert "放在这一指标的文件夹里" in one.reason


def test_annexes_in_the_report_and_sheets_of_a_workbook_are_papers(tmp_path: Path) -> None:
    report(tmp_path)
    word(
        tmp_path / "佐证汇编.docx",
        "佐证材料汇编",
        "附件1：电商工作会议纪要",
        "2020年5月6日，县长主持会议，研究站点建设。" * 6,
        "附件2：电商培训签到表",
        "签到情况如下，共到会三十人，名单附后，均为本人签字确认。" * 6,
    )
    found = required(tmp_path)
    assert found["S1.1", "工作会议纪要"].papers[0] == "佐证汇编.docx › 附件1"
    assert found["S2.3", "培训签到表"].papers[0] == "佐证汇编.docx › 附件2"


def test_a_list_of_annexes_is_no_annex(tmp_path: Path) -> None:
    report(tmp_path)
    word(tmp_path / "目录.docx", "材料目录", "附件1：工作会议纪要", "附件2：培训签到表")
    found = required(tmp_path)
    assert found["S1.1", "工作会议纪要"].presence is Presence.MISSING


def test_the_title_of_a_sheet_is_known_before_its_file_name(tmp_path: Path) -> None:
    report(tmp_path)
    sheet(tmp_path / "附件9.xlsx", "云岭县行政村清单", [["序号", "乡镇", "行政村"], ["1", "甲镇", "一村"]])
    assert required(tmp_path)["S2.1", "行政村清单"].papers == ("附件9.xlsx",)
