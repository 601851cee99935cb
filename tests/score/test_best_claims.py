"""Which of several figures a metric is, and which of the rest contradict it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document as NewDocx
from ruamel.yaml import YAML

from docscore.extract import extract
from docscore.ingest import read
from docscore.link import link
from docscore.model import Claim
from docscore.normalize import normalize
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.score import value_of

_LEXICON = load_lexicon()
_RUBRIC = load_rubric("guangdong-2019", _LEXICON)
_CASES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("best_claims.yaml"))


@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
def test_best_claim(case: dict[str, Any], tmp_path: Path) -> None:
    document = NewDocx()
    document.add_paragraph(case["text"])
    rows = case.get("table", [])
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.save(str(tmp_path / "report.docx"))
    back = read(tmp_path / "report.docx")
    value = value_of(case["metric"], _RUBRIC, link(back, extract(normalize(back), _LEXICON), _RUBRIC))
    assert value.printed == case["is"]
    assert _printed(value.rivals) == case.get("rivals", [])
    assert _printed(value.others) == case.get("others", [])


def _printed(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.figure.printed for claim in claims]
