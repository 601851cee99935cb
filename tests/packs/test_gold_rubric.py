"""The shipped Guangdong rubric against the hand-made truth about its structure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from docscore.model import Bonus, Checklist, Judged, Tiers, Veto
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric

_KINDS = {
    "checklist_item": (Checklist, Tiers),
    "judged": (Judged,),
    "tiers": (Tiers, Checklist),
    "composite": (Tiers,),
    "bonus": (Bonus,),
    "veto": (Veto,),
}


def test_all_criteria_with_their_points_and_kinds(shared: Path) -> None:
    gold: dict[str, Any] = YAML(typ="safe").load(shared / "gold" / "rubric-guangdong-2019.yaml")
    rubric = load_rubric("guangdong-2019", load_lexicon())
    lines = {criterion.id: criterion for criterion in rubric.criteria()}
    wanted = {
        line["id"]: line
        for section in gold["sections"]
        for indicator in section["indicators"]
        for line in indicator["criteria"]
    }
    assert lines.keys() == wanted.keys()
    assert len(lines) == gold["recomputed_totals"]["criteria"] == 41
    for identifier, line in wanted.items():
        assert lines[identifier].points == line["points"], identifier
        assert isinstance(lines[identifier].rule, _KINDS[line["kind"]]), identifier


def test_points_add_up(shared: Path) -> None:
    gold: dict[str, Any] = YAML(typ="safe").load(shared / "gold" / "rubric-guangdong-2019.yaml")
    rubric = load_rubric("guangdong-2019", load_lexicon())
    assert rubric.total == gold["stated_totals"]["base"] == sum(s.points or 0 for s in rubric.sections)
    for section in rubric.sections:
        assert section.points == sum(indicator.points or 0 for indicator in section.indicators), section.name
        for indicator in section.indicators:
            assert indicator.points == sum(line.points for line in indicator.criteria), indicator.name
