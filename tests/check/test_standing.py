"""Standing explanations on a small report: what they still, what they never hide, and when the alarm is back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document as NewDocx

from docscore.model import Explanation, Explanations, Finding, Problem, Review
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.journey import assess

_REPORT = """
一、基本情况
全县共156个行政村。
贫困村40个。
非贫困村117个。
二、工作开展情况
建成110个村级电商服务站点。
资金拨付进度83%。
三、存在问题
扶持政策缺乏。
"""
_DAY = date(2021, 10, 12)
_LEXICON = load_lexicon()
_RUBRIC = load_rubric("guangdong-2019", _LEXICON)

Reviewed = Callable[..., Review]


@pytest.fixture
def review(tmp_path: Path) -> Reviewed:
    """Scores the report, with words replaced, against explanations as of a day."""

    def scored(*entries: Explanation, on: date = _DAY, old: str = "", new: str = "") -> Review:
        document = NewDocx()
        for line in _REPORT.strip().replace(old, new or old).splitlines():
            document.add_paragraph(line)
        table = document.add_table(rows=0, cols=3)
        for row in (("评价指标", "权重", "自评得分"), ("政策支持", "2", "2"), ("资金支出", "5", "5")):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.save(str(tmp_path / "report.docx"))
        known = Explanations(entries, on) if entries else None
        return assess(tmp_path / "report.docx", _RUBRIC, _LEXICON, explanations=known).review

    return scored


def _one(review: Review, code: str) -> Finding:
    [finding] = [finding for finding in review.findings if finding.code == code]
    return finding


def _explaining(finding: Finding) -> Explanation:
    return Explanation(
        code=finding.code,
        criterion=finding.criteria[0],
        metric="",
        words="",
        fingerprint=finding.fingerprint,
        reason="已核原件",
        by="张三",
        given=date(2021, 10, 1),
        until=date(2021, 12, 31),
        entry=Problem("说明.yaml", 2, 5, ""),
    )


def test_an_explained_doubt_is_listed_last_and_is_no_alarm(review: Reviewed) -> None:
    before = review()
    told = _explaining(_one(before, "A03"))
    after = review(told)
    assert after.unused == ()
    assert after.findings[-1].explanation == told
    assert after.findings[-1] == replace(after.findings[-1], code="A03", caused_by="")
    assert {f.fingerprint for f in after.findings} == {f.fingerprint for f in before.findings}
    assert len(after.alarms) == len(before.alarms) - 1


def test_what_followed_from_an_explained_root_is_an_alarm_of_its_own(review: Reviewed) -> None:
    before = review()
    root = _one(before, "A03")
    margin = _one(before, "T01")
    assert margin.caused_by == root.fingerprint
    after = _one(review(_explaining(root)), "T01")
    assert after.caused_by != root.fingerprint
    assert after.explanation is None


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2021, 9, 30), "2021-10-01 起才有效"),
        (date(2021, 10, 1), ""),
        (date(2021, 12, 31), ""),
        (date(2022, 1, 1), "有效期已过（至 2021-12-31）"),
    ],
)
def test_an_explanation_holds_from_its_day_to_its_last_and_the_alarm_comes_back(
    review: Reviewed, on: date, said: str
) -> None:
    told = _explaining(_one(review(), "R02"))
    after = review(told, on=on)
    assert (_one(after, "R02").explanation is None) == bool(said)
    assert [said in str(problem) for problem in after.unused] == [True] * bool(said)


def test_another_value_is_another_doubt(review: Reviewed) -> None:
    told = _explaining(_one(review(), "R02"))
    after = review(told, old="83%", new="85%")
    finding = _one(after, "R02")
    assert finding.explanation is None
    [problem] = after.unused
    assert str(problem).startswith("说明.yaml:2:5: 疑点 R02 所依据的数已变")
    assert finding.fingerprint in str(problem)


def test_other_words_elsewhere_change_no_fingerprint(review: Reviewed) -> None:
    before, after = review(), review(old="一、基本情况", new="一、县情概况\n我县地处山区。")
    for code in ("A03", "R02", "S05", "T01"):
        assert _one(before, code).fingerprint == _one(after, code).fingerprint


def test_a_doubt_without_figures_is_bound_to_the_words_it_rests_on(review: Reviewed) -> None:
    told = _explaining(_one(review(), "S05"))
    assert _one(review(told), "S05").explanation == told
    assert _one(review(told, old="扶持政策缺乏", new="扶持政策较为缺乏"), "S05").explanation is None


def test_an_explanation_of_nothing_is_told(review: Reviewed) -> None:
    told = replace(_explaining(_one(review(), "R02")), code="E01", fingerprint="E01-0000000000")
    [problem] = review(told).unused
    assert "没有可对应的疑点 E01" in str(problem)


@pytest.mark.parametrize(("named", "holds"), [("metric", True), ("words", True), ("criterion", False)])
def test_the_doubt_is_named_by_criterion_metric_or_words(review: Reviewed, named: str, holds: bool) -> None:
    told = replace(_explaining(_one(review(), "R02")), criterion="")
    words = {"metric": "disbursement_rate", "words": "没有写明基数", "criterion": "S1.1.1"}
    after = review(replace(told, **{named: words[named]}))
    assert (_one(after, "R02").explanation is not None) == holds


def test_every_finding_has_a_fingerprint_of_its_own(review: Reviewed) -> None:
    prints = [finding.fingerprint for finding in review().findings]
    assert len(set(prints)) == len(prints)
    assert all(finding.fingerprint.startswith(f"{finding.code}-") for finding in review().findings)
