"""What each paper of a folder is taken for, by content and whatever it is called."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docscore.errors import InputError
from docscore.ingest import read as read_file
from docscore.model import Part, Submission
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.submissions import read_submission
from docscore.submission.signs import dates_in, title_of

from .folder import REPORT, REPORT_NAME, changed, report, sheet, sparse, whole, word, zipped

_LEXICON = load_lexicon()
_RUBRIC = load_rubric("guangdong-2019", _LEXICON)


def read(folder: Path, **said: Part) -> Submission:
    return read_submission(folder, _RUBRIC, _LEXICON, ruling=lambda _: said)


def parts(submission: Submission) -> dict[str, Part]:
    return {paper.path: paper.part for paper in submission.papers}


def test_each_paper_is_what_it_is(tmp_path: Path) -> None:
    submission = read(whole(tmp_path))
    assert parts(submission) == {
        REPORT_NAME: Part.REPORT,
        "方案.docx": Part.PLAN,
        "1.1组织领导/成立文件.docx": Part.EVIDENCE,
        "1.1组织领导/会议纪要.docx": Part.EVIDENCE,
        "附件3.xlsx": Part.EVIDENCE,
        "站点.xlsx": Part.EVIDENCE,
    }
    titles = {paper.path: paper.title for paper in submission.papers}
    assert titles["附件3.xlsx"] == "云岭县电商培训学员花名册"
    assert titles["1.1组织领导/成立文件.docx"] == "关于成立云岭县电子商务进农村综合示范工作领导小组的通知"
    assert submission.rivals == ()


def test_the_report_is_found_by_content_under_any_name(tmp_path: Path) -> None:
    report(tmp_path, "1.docx")
    word(
        tmp_path / "关于报送自评报告的通知.docx", "关于报送自评报告的通知", "各县（市、区）：请于月底前报送。"
    )
    assert parts(read(tmp_path)) == {"1.docx": Part.REPORT, "关于报送自评报告的通知.docx": Part.EVIDENCE}


def test_a_changed_copy_is_an_earlier_version_and_an_unchanged_one_a_copy(tmp_path: Path) -> None:
    report(tmp_path)
    changed(tmp_path, "云岭县自评报告（初稿）.docx", "110", "99")
    shutil.copy(REPORT.with_suffix(".pdf"), tmp_path / "盖章版.pdf")
    submission = read(tmp_path)
    assert parts(submission) == {
        REPORT_NAME: Part.REPORT,
        "云岭县自评报告（初稿）.docx": Part.EARLIER,
        "盖章版.pdf": Part.EVIDENCE,
    }
    reasons = {paper.path: paper.reason for paper in submission.papers}
    assert "稿本" in reasons["云岭县自评报告（初稿）.docx"]
    assert "同一份" in reasons["盖章版.pdf"]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("自评报告v1.docx", "自评报告v2.docx"),
        ("自评报告20210901.docx", "自评报告20210915.docx"),
        ("自评报告（征求意见稿）.docx", "自评报告定稿.docx"),
        ("自评报告（修改稿）.docx", "自评报告.docx"),
    ],
)
def test_the_later_version_is_scored(tmp_path: Path, older: str, newer: str) -> None:
    changed(tmp_path, newer, "110", "108")
    changed(tmp_path, older, "110", "99")
    assert parts(read(tmp_path)) == {newer: Part.REPORT, older: Part.EARLIER}


def test_versions_that_nothing_tells_apart_are_said(tmp_path: Path) -> None:
    report(tmp_path, "甲.docx")
    changed(tmp_path, "乙.docx", "110", "99")
    assert "看不出先后" in read(tmp_path).rivals[0]


def test_two_reports_the_better_is_taken_and_the_other_named(tmp_path: Path) -> None:
    report(tmp_path)
    word(
        tmp_path / "绩效评价报告.docx",
        "岭南县电子商务示范绩效评价报告",
        "我县组织开展了电商培训，培训人员3000人次，发展网店200家，建设物流中心1个。" * 4,
        "下一步将继续完善农村物流，加强品牌建设，提升公共服务水平，做好项目验收工作。" * 4,
    )
    submission = read(tmp_path)
    assert parts(submission) == {REPORT_NAME: Part.REPORT, "绩效评价报告.docx": Part.EVIDENCE}
    (told,) = submission.rivals
    assert "绩效评价报告.docx" in told
    assert "--report" in told


def test_a_person_decides(tmp_path: Path) -> None:
    whole(tmp_path)
    said = {"站点.xlsx": Part.PLAN, "方案.docx": Part.EVIDENCE}
    submission = read(tmp_path, **said)
    assert said.items() <= parts(submission).items()
    assert {paper.reason for paper in submission.papers if paper.path in said} == {"人工指定"}


def test_a_self_score_table_of_its_own(tmp_path: Path) -> None:
    report(tmp_path)
    rows = [
        [indicator.name, str(indicator.points), "2"] for indicator in _RUBRIC.indicators() if indicator.points
    ]
    sheet(tmp_path / "表.xlsx", "自评得分表", [["评价指标", "权重", "自评得分"], *rows])
    assert parts(read(tmp_path))["表.xlsx"] is Part.SELF_SCORES


def test_two_self_score_tables_the_first_is_taken_and_that_is_said(tmp_path: Path) -> None:
    report(tmp_path)
    rows = [[one.name, str(one.points), "2"] for one in _RUBRIC.indicators() if one.points]
    for name in ("表甲.xlsx", "表乙.xlsx"):
        sheet(tmp_path / name, "自评得分表", [["评价指标", "权重", "自评得分"], *rows])
    assert read(tmp_path).notices == ("有 2 份自评得分表，按 表乙.xlsx；不对时请改材料清单",)


def test_a_person_cannot_make_a_film_a_table(tmp_path: Path) -> None:
    report(tmp_path)
    sparse(tmp_path / "站点.mp4", 20)
    assert parts(read(tmp_path, **{"站点.mp4": Part.SELF_SCORES}))["站点.mp4"] is Part.EVIDENCE


def test_no_report_says_what_comes_nearest(tmp_path: Path) -> None:
    word(tmp_path / "会议纪要.docx", "会议纪要", "县长主持会议。")
    with pytest.raises(InputError, match=r"1 份能读的材料里没有找到自评报告.*用 --report 指定"):
        read(tmp_path)


def test_an_unreadable_report_that_a_person_named(tmp_path: Path) -> None:
    report(tmp_path)
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(InputError, match="指定为自评报告，但是"):
        read(tmp_path, **{"坏.pdf": Part.REPORT})


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="里面没有文件"):
        read(tmp_path)


def test_folder_and_zip_agree(tmp_path: Path) -> None:
    whole(tmp_path / "材料")
    assert parts(read(tmp_path / "材料")) == parts(read(zipped(tmp_path / "材料", tmp_path / "材料.zip")))


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("某县人民政府办公室", "关于印发某县实施方案的通知", "各乡镇："), "关于印发某县实施方案的通知"),
        (
            ("某县电子商务进农村综合示范", "自 评 报 告", "某县人民政府", "2021年9月"),
            "某县电子商务进农村综合示范自评报告",
        ),
        (("附件1", "培训学员花名册"), "培训学员花名册"),
        (("某政办〔2020〕3号", "关于成立领导小组的通知"), "关于成立领导小组的通知"),
        (("2020年工作总结", "一年来，工作有序推进。"), "2020年工作总结"),
        (("二〇二一年九月", "会议纪要"), "会议纪要"),
        (("一年来，我县推进电商工作。",), "文件名"),
    ],
)
def test_titles(tmp_path: Path, lines: tuple[str, ...], title: str) -> None:
    assert title_of(read_file(word(tmp_path / "x.docx", *lines)), "甲/文件名.docx") == title


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2021年9月", [(2021, 9, 0)]),
        ("2021年9月15日", [(2021, 9, 15)]),
        ("自评报告2021.9.15", [(2021, 9, 15)]),
        ("自评报告20210915修改", [(2021, 9, 15)]),
        ("二〇二一年九月", [(2021, 9, 0)]),
        ("二○二一年十二月三十日", [(2021, 12, 0)]),
        ("2020—2021年", []),
        ("13812345678", []),
    ],
)
def test_dates(text: str, dates: list[tuple[int, int, int]]) -> None:
    assert dates_in(text) == dates
