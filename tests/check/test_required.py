"""G20–G23: raised for a folder that lacks what the rubric asks for, never for a report alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.submission.folder import changed, report, whole, word

from docscore.model import Finding, Severity
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.journey import assess
from docscore.pipeline.submissions import assess_submission, read_submission

_LEXICON = load_lexicon()
_RUBRIC = load_rubric("guangdong-2019", _LEXICON)
_CODES = ("G20", "G21", "G22", "G23")


def findings(folder: Path) -> dict[str, list[Finding]]:
    assessment = assess_submission(read_submission(folder, _RUBRIC, _LEXICON), _RUBRIC, _LEXICON)
    return {code: [one for one in assessment.review.findings if one.code == code] for code in _CODES}


def test_a_whole_folder_lacks_only_what_it_lacks(tmp_path: Path) -> None:
    found = findings(whole(tmp_path))
    assert not found["G21"]
    assert not found["G22"]
    assert not found["G23"]
    told = {one.message.split("：")[0]: one for one in found["G20"]}
    assert "工作方案" not in told
    partly, wholly = told["组织领导"], told["资金支出"]
    assert partly.message == "组织领导：要求的 3 样材料有 1 样没有找到（会议图片）"
    assert (partly.severity, partly.points_at_stake, partly.criteria) == (Severity.INFO, 2, ("S1.1.1",))
    assert wholly.message == "资金支出：要求的 3 样材料都没有找到（资金拨付文件、票据、支出凭证）"
    assert wholly.severity is Severity.WARNING


def test_a_report_alone_lacks_nothing(tmp_path: Path) -> None:
    review = assess(report(tmp_path), _RUBRIC, _LEXICON).review
    assert not [one for one in review.findings if one.code in _CODES]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("关于举办2016年电商培训班的通知", "年份是 2016 年，早于 2019 年"),
        ("岭南县关于举办电商培训班的通知", "题目里的单位是岭南县，不是云岭县"),
    ],
)
def test_a_paper_of_another_year_or_county_is_doubtful(tmp_path: Path, title: str, words: str) -> None:
    report(tmp_path)
    word(tmp_path / "1.docx", title, "各乡镇：请选派学员参加。")
    (told,) = findings(tmp_path)["G21"]
    assert told.message == f"电商人才培训要求的“培训通知”：1.docx {words}"


def test_a_file_that_cannot_be_opened_is_told_with_what_hangs_on_it(tmp_path: Path) -> None:
    report(tmp_path)
    (tmp_path / "培训签到表.pdf").write_bytes(b"%PDF-1.4")
    (told,) = findings(tmp_path)["G22"]
    assert told.message.startswith("有 1 份材料没有读：培训签到表.pdf（")
    assert {"S2.3.1", "S2.3.2"} <= set(told.criteria)
    (tmp_path / "培训签到表.pdf").unlink()
    (tmp_path / "无关.pdf").write_bytes(b"%PDF-1.4")
    (told,) = findings(tmp_path)["G22"]
    assert told.points_at_stake == 0


def test_two_versions_that_nothing_tells_apart(tmp_path: Path) -> None:
    report(tmp_path, "甲.docx")
    changed(tmp_path, "乙.docx", "110", "99")
    (told,) = findings(tmp_path)["G23"]
    assert "看不出先后" in told.message
