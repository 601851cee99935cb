"""How a sentence speaks to a fact: shown, in part, planned, denied, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document as NewDocx
from ruamel.yaml import YAML

from docscore.extract import extract
from docscore.ingest import read
from docscore.link import link
from docscore.model import Stance
from docscore.normalize import normalize
from docscore.packs.lexicon import load_lexicon
from docscore.packs.metric_schema import FactSchema
from docscore.packs.rubric import load_rubric
from docscore.score.inputs import FromAssertions

_FILE: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("stances.yaml"))
_LEXICON = load_lexicon()
_FACTS = {
    **_LEXICON.facts,
    **{name: FactSchema(**entry).build(name) for name, entry in _FILE["facts"].items()},
}
_RUBRIC = replace(load_rubric("guangdong-2019", _LEXICON), facts=_FACTS)


@pytest.mark.parametrize("case", _FILE["cases"], ids=[case["text"] for case in _FILE["cases"]])
def test_stance(case: dict[str, Any], tmp_path: Path) -> None:
    document = NewDocx()
    for line in case["text"].splitlines():
        document.add_paragraph(line.removeprefix("# "))
    path = tmp_path / "report.docx"
    document.save(str(path))
    read_back = read(path)
    said = link(read_back, extract(normalize(read_back), _LEXICON), _RUBRIC)
    stance, _ = FromAssertions(_RUBRIC, said).evidence(case["fact"])
    expected = case.get("read_as", case["is"])
    assert stance == (None if expected == "none" else Stance(expected))


def test_few_are_misread() -> None:
    misread = [case["text"] for case in _FILE["cases"] if "read_as" in case]
    assert len(misread) * 20 <= len(_FILE["cases"]), misread
