"""A rubric drafted from the damaged task table scores a report of our own writing, without a word changed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from docscore.ingest import read
from docscore.model import Assessment
from docscore.normalize import normalize
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.packs.rubric_write import rubric_yaml
from docscore.pipeline.journey import assess
from docscore.rubric import draft_rubrics

_CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus" / "qingxi"


@pytest.fixture(scope="module")
def assessed(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    lexicon = load_lexicon()
    paper = next((shared / "seeds").glob("001*.txt"))
    (draft,) = draft_rubrics(normalize(read(paper)), lexicon, "drafted")
    path = tmp_path_factory.mktemp("draft") / "drafted.yaml"
    path.write_text(rubric_yaml(draft.rubric), encoding="utf-8")
    return assess(_CORPUS / "report.txt", load_rubric(str(path), lexicon), lexicon, reader=read)


def test_lines_get_what_a_person_gives_them(assessed: Assessment) -> None:
    for gold in YAML(typ="safe").load(_CORPUS / "gold.yaml")["criteria"]:
        (line,) = [one for one in assessed.sheet.criteria() if gold["clause"] in one.clause]
        got = (line.outcome.low, line.outcome.high, line.outcome.status.value)
        assert got == (Decimal(str(gold["low"])), Decimal(str(gold["high"])), gold["status"]), line.clause


def test_the_sheet_holds_together(assessed: Assessment) -> None:
    sheet = assessed.sheet
    assert len(list(sheet.criteria())) >= 55
    assert sheet.supported >= 30
    for line in sheet.criteria():
        assert line.outcome.low <= line.outcome.high
        assert line.outcome.high <= line.max or line.max == 0
        assert line.outcome.trace.reason
