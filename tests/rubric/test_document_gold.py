"""Rule documents that the project started from, drafted and held against rubrics that were written by hand.

Two shares over all criteria of all of them: found with the right points, and of the right kind with the right levels.
The hand-made kinds are coarser than the rules; which rules each of them may become stands in ``_KINDS``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rapidfuzz import fuzz
from ruamel.yaml import YAML

from docscore.ingest import read
from docscore.model import (
    Bonus,
    Checklist,
    Composite,
    Criterion,
    Deadline,
    DeductEach,
    Judged,
    Proportional,
    Rank,
    Rubric,
    Rule,
    Step,
    Tiers,
)
from docscore.normalize import normalize
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.rubric import draft_rubrics

_PAPERS = [
    ("real/lechang.docx", 1, "rubric-guangdong-2019.yaml"),
    ("real/lechang.pdf", 1, "rubric-guangdong-2019.yaml"),
    ("seeds/004_6b8972813da13c35.txt", 1, "rubric-guangdong-2019.yaml"),
    ("seeds/000_a115018d73419fd6.txt", 1, "rubric-xxqu.yaml"),
    ("seeds/002_8bb7db1693f8ae10.txt", 1, "rubric-yiyang-township.yaml"),
    ("seeds/002_8bb7db1693f8ae10.txt", 2, "rubric-yiyang-departments.yaml"),
]
_RIGHT_POINTS, _RIGHT_KIND = 0.97, 0.90
_KINDS: dict[str, tuple[type[Any], ...]] = {
    "checklist_item": (Checklist,),
    "tiers": (Tiers, Rank),
    "judged": (Judged,),
    "per_unit": (Step, DeductEach),
    "bonus": (Bonus, Tiers, Step, Composite, Checklist),
    "composite": (Composite, Tiers),
}


class Row(NamedTuple):
    """A drafted criterion with the part of the rubric that it stands in."""

    criterion: Criterion
    part: str


class Tally(NamedTuple):
    """How many criteria of a paper there are, how many have the right points, how many the right kind and levels."""

    criteria: int
    points: int
    kinds: int
    wrong: tuple[str, ...]


def _rows(rubric: Rubric) -> list[Row]:
    parts = [
        ("base", [one for section in rubric.sections for one in section.indicators]),
        ("bonus", rubric.bonus),
        ("deductions", rubric.deductions),
        ("veto", rubric.veto),
    ]
    return [Row(c, part) for part, indicators in parts for one in indicators for c in one.criteria]


def _gold(path: Path) -> list[dict[str, Any]]:
    data = YAML(typ="safe").load(path)
    return [
        one
        for section in data["sections"]
        for indicator in section["indicators"]
        for one in indicator["criteria"]
    ]


def _numbers(rule: Rule) -> Iterator[Decimal]:
    """The points that a rule names."""
    match rule:
        case Tiers() | Rank() | Bonus():
            for band in rule.bands:
                yield from (band.points.low, band.points.high)
        case Checklist():
            yield from (item.points for item in rule.items)
        case Judged():
            yield from (rule.points.low, rule.points.high)
        case Step():
            yield from (rule.at_base, rule.above, rule.below)
        case DeductEach():
            yield rule.points
            yield from (fault.each for fault in rule.faults)
        case Proportional() | Deadline():
            yield rule.points
        case Composite():
            for part in rule.parts:
                yield from _numbers(part)


def _levels(gold: dict[str, Any]) -> set[Decimal]:
    found: set[Decimal] = set()
    for level in gold["levels"]:
        points = level["points"]
        found |= {abs(Decimal(str(one))) for one in (points if isinstance(points, list) else [points])}
    return found - {Decimal(0)}


def _kind_fits(gold: dict[str, Any], row: Row) -> bool:
    if gold["kind"] == "veto":
        return row.part == "veto"
    if gold["kind"] == "bonus" and row.part != "bonus":
        return False
    levels = {abs(number) for number in _numbers(row.criterion.rule)} - {Decimal(0)}
    return isinstance(row.criterion.rule, _KINDS[gold["kind"]]) and levels == _levels(gold)


def _aligned(gold: list[dict[str, Any]], rows: list[Row]) -> list[tuple[dict[str, Any], Row | None]]:
    """Gold and drafted criteria paired in their order, by likeness of words and points."""

    def likeness(one: dict[str, Any], row: Row) -> float:
        words = fuzz.partial_ratio(one["what"], row.criterion.clause + row.criterion.name) / 100
        return words + (row.criterion.points == Decimal(str(one["points"])))

    best: list[list[float]] = [[0.0] * (len(rows) + 1) for _ in range(len(gold) + 1)]
    for i in range(len(gold) - 1, -1, -1):
        for j in range(len(rows) - 1, -1, -1):
            paired = likeness(gold[i], rows[j]) + best[i + 1][j + 1]
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[dict[str, Any], Row | None]] = []
    i = j = 0
    while i < len(gold):
        if j < len(rows) and best[i][j] == likeness(gold[i], rows[j]) + best[i + 1][j + 1]:
            pairs.append((gold[i], rows[j]))
            i, j = i + 1, j + 1
        elif j < len(rows) and best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((gold[i], None))
            i += 1
    return pairs


def _tally(paper: Path, number: int, gold: Path) -> Tally:
    drafts = draft_rubrics(normalize(read(paper)), load_lexicon(), "draft")
    pairs = _aligned(_gold(gold), _rows(drafts[number - 1].rubric))
    points = kinds = 0
    wrong = []
    for one, row in pairs:
        right = row is not None and row.criterion.points == Decimal(str(one["points"]))
        fits = row is not None and _kind_fits(one, row)
        points += right
        kinds += fits
        if not (right and fits):
            found = (
                f"{row.criterion.points} {row.criterion.rule.kind} {row.criterion.clause[:30]}"
                if row
                else "—"
            )
            wrong.append(f"{gold.stem} {one['id']} {one['points']} {one['kind']} {one['what']}: {found}")
    return Tally(len(pairs), points, kinds, tuple(wrong))


def test_drafted_rubrics_agree_with_those_written_by_hand(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tallies = [_tally(shared / paper, number, shared / "gold" / gold) for paper, number, gold in _PAPERS]
    criteria = sum(tally.criteria for tally in tallies)
    points, kinds = sum(tally.points for tally in tallies), sum(tally.kinds for tally in tallies)
    lines = [
        f"{paper} #{number}: {tally.points}/{tally.criteria} points, {tally.kinds} kinds"
        for (paper, number, _), tally in zip(_PAPERS, tallies, strict=True)
    ]
    lines.append(f"all: points {points}/{criteria}, kind and levels {kinds}/{criteria}")
    with capsys.disabled():
        sys.stdout.write(
            "\n" + "\n".join([*lines, *(wrong for tally in tallies for wrong in tally.wrong)]) + "\n"
        )
    assert points / criteria >= _RIGHT_POINTS
    assert kinds / criteria >= _RIGHT_KIND


def test_no_criterion_is_invented(shared: Path) -> None:
    for paper, number, gold in _PAPERS:
        drafts = draft_rubrics(normalize(read(shared / paper)), load_lexicon(), "draft")
        assert len(_rows(drafts[number - 1].rubric)) <= len(_gold(shared / "gold" / gold)) * 1.1


def test_the_damaged_task_table_is_drafted_like_the_rubric_that_was_written_for_it(shared: Path) -> None:
    written = load_rubric("ningqiang-2019", load_lexicon())
    paper = next((shared / "seeds").glob("001*.txt"))
    (draft,) = draft_rubrics(normalize(read(paper)), load_lexicon(), "draft")
    assert [(one.name, one.points) for one in draft.rubric.sections] == [
        (one.name, one.points) for one in written.sections
    ]
    drafted, gold = _rows(draft.rubric), _rows(written)
    for part in ("base", "deductions"):
        assert [row.criterion.points for row in drafted if row.part == part] == [
            row.criterion.points for row in gold if row.part == part
        ]
    assert sum(1 for row in drafted if row.part == "bonus") - sum(
        1 for row in gold if row.part == "bonus"
    ) in (0, 1)
