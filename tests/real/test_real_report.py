"""The main job on a real paper, as DOCX and as PDF: what an evaluator must find on its sheet."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from docscore.model import Assessment, CriterionLine, Finding, Status
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.journey import assess


@cache
def _assess(path: Path) -> Assessment:
    lexicon = load_lexicon()
    return assess(path, load_rubric("guangdong-2019", lexicon), lexicon)


@pytest.fixture(params=["lechang.docx", "lechang.pdf"])
def real(request: pytest.FixtureRequest, shared: Path) -> Assessment:
    return _assess(shared / "real" / request.param)


def _line(assessment: Assessment, identifier: str) -> CriterionLine:
    return next(line for line in assessment.sheet.criteria() if line.id == identifier)


def _findings(assessment: Assessment, code: str) -> list[Finding]:
    return [finding for finding in assessment.review.findings if finding.code == code]


def test_all_self_scores_with_their_indicators(real: Assessment, shared: Path) -> None:
    gold: dict[str, Any] = YAML(typ="safe").load(shared / "gold" / "selfscores-lechang.yaml")
    lines = {line.name: line for line in real.sheet.indicators()}
    for score in gold["scores"]:
        if score["indicator"] in lines:
            assert lines[score["indicator"]].self_points == score["self_score"], score["indicator"]
        parts = [part["self_score"] for part in score.get("parts", ())]
        if parts:
            rows = lines[score["indicator"]].self_rows
            assert [row.points for row in rows] == parts == [11, 10]
            assert [len(row.criteria) for row in rows] == [10, 2]
    assert real.sheet.self_total == real.sheet.self_sum == gold["total"]["computed"] == 89


def test_village_coverage_is_derived_and_has_no_margin(real: Assessment) -> None:
    line = _line(real, "S2.1.11")
    value = line.outcome.trace.values[0]
    assert value.formula == "137 ÷ 195 = 70.26%"
    assert (line.outcome.low, line.outcome.high, line.outcome.status) == (5, 5, Status.MET)
    [finding] = [f for f in _findings(real, "T01") if f.criteria == ("S2.1.11",)]
    assert "136 ÷ 195 = 69.74%，只得 2 分" in finding.message
    assert finding.points_at_stake == 3


def test_training_is_derived(real: Assessment) -> None:
    line = _line(real, "S2.3.1")
    assert line.outcome.trace.values[0].formula.startswith("4385 ÷ 420000 = 1.04%")
    assert (line.outcome.low, line.outcome.high) == (10, 10)


def test_spending_is_judged_and_its_base_and_term_are_doubted(real: Assessment) -> None:
    line = _line(real, "S5.3.1")
    assert (line.outcome.low, line.outcome.high, line.outcome.status) == (1, 5, Status.JUDGEMENT)
    [base] = _findings(real, "R02")
    assert "4,991,359 至 5,051,861元" in base.message
    [term] = _findings(real, "G03")
    assert "资金支出率" in term.message
    assert "资金拨付进度" in term.message


def test_sums_that_hold_raise_nothing(real: Assessment) -> None:
    assert not _findings(real, "A01")
    held = [item.message for item in real.review.reconciled if item.code == "A01"]
    for total in ("4167785.00元", "5038户", "13710人"):
        assert any(total in message for message in held), total
    assert sum("5038户" in message for message in held) >= 2
    assert sum("13710人" in message for message in held) >= 2


def test_no_evidence_is_not_zero(real: Assessment) -> None:
    line = _line(real, "S2.3.2")
    assert (line.outcome.low, line.outcome.high, line.outcome.supported) == (0, 10, 0)
    assert line.outcome.status is Status.NO_EVIDENCE
    [finding] = [f for f in _findings(real, "S01") if "S2.3.2" in f.criteria]
    assert finding.points_at_stake == 10
    assert "自评 20 分" in finding.message
    [root] = _findings(real, "R04")
    assert finding.caused_by == root.fingerprint
    assert root.points_at_stake == 10


def test_self_score_that_needs_an_unstated_figure_is_flagged(real: Assessment) -> None:
    [finding] = [f for f in _findings(real, "S01") if "S2.2.6" in f.criteria]
    assert "网络零售额增速" in finding.message


def test_self_scores_denied_by_the_papers_own_problems_are_flagged(real: Assessment) -> None:
    denied = {line for finding in _findings(real, "S05") for line in finding.criteria}
    assert "S1.3.1" in denied
    assert "S4.2.1" in denied


def test_planned_wording_is_not_a_result(real: Assessment) -> None:
    [finding] = _findings(real, "G04")
    assert "规划" in finding.message
    assert "S2.1.11" in finding.criteria


def test_two_numbers_of_one_thing(real: Assessment) -> None:
    [finding] = _findings(real, "C02")
    assert {figure.quantity.value for figure in finding.figures} == {Decimal(7), Decimal(4)}


def test_docx_and_pdf_give_the_same_sheet_and_findings(shared: Path) -> None:
    docx, pdf = (_assess(shared / "real" / name) for name in ("lechang.docx", "lechang.pdf"))
    for left, right in zip(docx.sheet.criteria(), pdf.sheet.criteria(), strict=True):
        assert (left.id, left.self_points) == (right.id, right.self_points)
        a, b = left.outcome, right.outcome
        assert (a.low, a.high, a.supported, a.status) == (b.low, b.high, b.supported, b.status), left.id
        assert (a.trace.row, a.trace.reason) == (b.trace.row, b.trace.reason)
    keys = [
        [(f.code, f.severity, f.message, f.points_at_stake, f.criteria) for f in x.review.findings]
        for x in (docx, pdf)
    ]
    assert keys[0] == keys[1]


def test_every_number_leads_back_to_its_page(shared: Path) -> None:
    pdf = _assess(shared / "real" / "lechang.pdf")
    for figure in pdf.extraction.figures:
        block = pdf.document.blocks[figure.place.block]
        assert block.text[figure.place.start : figure.place.end] == figure.surface
        assert figure.place.page is not None
        assert figure.place.bbox is not None
        x0, top, x1, bottom = figure.place.bbox
        assert 0 <= x0 < x1 <= 900
        assert 0 <= top < bottom <= 900
