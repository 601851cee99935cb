"""Report against evidence: small submissions that must raise a doubt and small ones that must not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document as NewDocx
from ruamel.yaml import YAML
from tests.evidence.papers import write_paper

from docscore.ingest import read
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.submissions import assess_submission, read_submission

_CASES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("evidence.yaml"))
_LEXICON = load_lexicon()
_RUBRIC = load_rubric("guangdong-2019", _LEXICON)
CODES = frozenset({"A20", "C20", "C21", "C22", "C23", "C24", "C25", "G30", "G31"})


def _submission(case: dict[str, Any], folder: Path) -> Path:
    report = NewDocx()
    report.add_paragraph("电子商务进农村综合示范自评报告")
    report.add_paragraph(case["report"])
    report.save(str(folder / "自评报告.docx"))
    for name, sheets in case["papers"].items():
        if all(rows == [""] for rows in sheets.values()):
            letter = NewDocx()
            for line in sheets:
                letter.add_paragraph(line)
            letter.save(str(folder / name))
        else:
            write_paper(folder / "佐证材料" / name, sheets)
    return folder


@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    submission = read_submission(_submission(case, tmp_path), _RUBRIC, _LEXICON, reader=read)
    review = assess_submission(submission, _RUBRIC, _LEXICON).review
    messages = {code: [one.message for one in review.findings if one.code == code] for code in CODES}
    for code in case.get("raises", ()):
        assert messages[code], f"{code} is not raised: {[one.message for one in review.reconciled]}"
    for code in case.get("silent", ()):
        assert not messages[code]
    for code, words in case.get("says", {}).items():
        assert any(words in message for message in messages[code]), messages[code]
    for code, words in case.get("holds", {}).items():
        assert any(words in one.message for one in review.reconciled if one.code == code)


def test_each_code_is_raised_and_kept_silent() -> None:
    assert {code for case in _CASES for code in case.get("raises", ())} == CODES
    assert {code for case in _CASES for code in case.get("silent", ())} == CODES
