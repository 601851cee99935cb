"""Every finding code against small reports that must raise it and small reports that must not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document as NewDocx
from ruamel.yaml import YAML

from docscore.check import CHECKS, CODES, explain
from docscore.cohort import COHORT_CODES
from docscore.errors import UsageError
from docscore.model import Review
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.journey import assess

_CASES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("cases.yaml"))
_LEXICON = load_lexicon()
_RUBRIC = load_rubric("guangdong-2019", _LEXICON)
_WEIGHTS = {indicator.name: str(indicator.points) for indicator in _RUBRIC.indicators()}


def _report(case: dict[str, Any], path: Path) -> Path:
    """The case as a DOCX with headings, paragraphs and tables."""
    document = NewDocx()
    for line in case["report"].strip().splitlines():
        document.add_paragraph(line.removeprefix("# "))
    tables = [case["table"]] if "table" in case else []
    if "self" in case:
        rows = [[name, _WEIGHTS.get(name, "10"), str(points)] for name, points in case["self"].items()]
        tables.append([["评价指标", "权重", "自评得分"], *rows])
    for rows in tables:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph()
    document.save(str(path))
    return path


def _review(case: dict[str, Any], tmp_path: Path) -> Review:
    return assess(_report(case, tmp_path / "report.docx"), _RUBRIC, _LEXICON).review


@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    findings = _review(case, tmp_path).findings
    messages = {code: [f.message for f in findings if f.code == code] for code in CODES}
    for code in case.get("raises", ()):
        assert messages[code], f"{code} is not raised"
    for code in case.get("silent", ()):
        assert not messages[code], f"{code} is raised"
    for code, words in case.get("says", {}).items():
        assert any(words in message for message in messages[code]), messages[code]
    for code, words in case.get("silent_for", {}).items():
        assert not any(words in message for message in messages[code]), messages[code]


def test_findings_are_ranked_by_points_at_stake(tmp_path: Path) -> None:
    case = {"report": "累计培训4385人次。", "self": {"电商人才培训": 20, "政策支持": 3, "经验推广": 6}}
    stakes = [finding.points_at_stake for finding in _review(case, tmp_path).roots]
    assert stakes == sorted(stakes, reverse=True)
    assert len(stakes) > 3


def test_every_code_has_a_case_that_raises_it_and_one_that_does_not() -> None:
    raised = {code for case in _CASES for code in case.get("raises", ())}
    silent = {code for case in _CASES for code in (*case.get("silent", ()), *case.get("silent_for", {}))}
    # test_unread.py: no small report has pages that cannot be read; test_required.py: a report alone has no folder.
    elsewhere = {"G07", "G20", "G21", "G22", "G23"}
    elsewhere |= {
        "A20",
        "C20",
        "C21",
        "C22",
        "C23",
        "C24",
        "C25",
        "G30",
        "G31",
    }  # test_evidence.py: need evidence
    elsewhere |= {code for code in CODES if code.startswith("Z")}  # tests/forms: a report is no form
    assert raised == set(CODES) - elsewhere
    assert silent == set(CODES) - elsewhere


def test_registry_and_documents_agree() -> None:
    assert CHECKS.keys() == CODES.keys()
    listed = (Path(__file__).parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")
    for code in CODES.values():
        assert f"| {code.id} | {code.severity.value} | {code.title} |" in listed
        assert code.title in explain(code.id)
    rows = {line[2:5] for line in listed.splitlines() if line[:2] == "| " and line[2:3].isupper()}
    # B findings are about a rubric and belong to `rubric check`, which has its own test; X findings are about a batch.
    assert {row for row in rows if not row.startswith("B")} == {*CODES, *COHORT_CODES}
    for code in COHORT_CODES.values():
        assert f"| {code.id} | {code.severity.value} | {code.title} |" in listed


def test_unknown_code_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="没有代码为“Z99”的疑点。可用的有：A01"):
        explain("Z99")
