"""What holds for every line of every shipped rubric, whatever a report says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docscore.model import (
    Assertions,
    Claim,
    Comparator,
    Figure,
    Interval,
    Place,
    Quantity,
    Role,
    Rubric,
    Stance,
    Statement,
    Status,
    Value,
)
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import list_rubrics, load_rubric
from docscore.score import score

_LEXICON = load_lexicon()
_RUBRICS = {entry.id: load_rubric(entry.id, _LEXICON) for entry in list_rubrics()}
_PLACE = Place(0, 0, 1, None, None, None, (), "第1段")
_SAID = (Stance.SHOWN, Stance.PARTLY, Stance.PLANNED, Stance.DENIED)
_DATES = ("", "2019年", "2020年3月", "2021年8月31日", "2022年")


@st.composite
def _figures(draw: st.DrawFn, unit: str, number: int) -> Figure:
    low = draw(st.decimals(0, 200_000, places=draw(st.sampled_from([0, 1, 2]))))
    width = draw(st.sampled_from([Decimal(0), Decimal("0.1"), Decimal(1), Decimal(5000), None]))
    interval = (
        Interval.point(low) if width == 0 else Interval(low, low + width if width else None, False, True)
    )
    quantity = Quantity(low, None, unit, Comparator.EQ, interval)
    role = draw(st.sampled_from([Role.ACTUAL, Role.TARGET, Role.REFERENCE]))
    period = draw(st.sampled_from([None, "2019年", "截至2020年底", "去年", "2021年8月31日"]))
    planned = draw(st.booleans())
    confidence = draw(st.sampled_from([Decimal(1), Decimal("0.4")]))
    return Figure(
        f"f{number}", f"{low}{unit}", quantity, role, "", period, _PLACE, 0, 0, 1, planned, confidence
    )


@st.composite
def _assertions(draw: st.DrawFn, rubric: Rubric) -> Assertions:
    claims: dict[str, tuple[Claim, ...]] = {}
    for metric in rubric.metrics.values():
        many = draw(st.sampled_from([0, 0, 1, 1, 2, 3]))
        claims[metric.id] = tuple(
            Claim(
                metric.id,
                draw(_figures(metric.unit, number)),
                "",
                draw(st.sampled_from(["", "", "青石镇", "新增"])),
                draw(st.booleans()),
            )
            for number in range(many)
        )
    statements = {
        fact: tuple(
            Statement(fact, stance, stance.value, _PLACE, "", draw(st.sampled_from(_DATES)))
            for stance in draw(st.lists(st.sampled_from(_SAID), max_size=3))
        )
        for fact in rubric.facts
    }
    return Assertions(claims, statements)


def _rivals(value: Value) -> bool:
    return bool(value.rivals or value.derivation) or any(_rivals(part) for part in value.inputs)


@pytest.mark.parametrize("name", sorted(_RUBRICS))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_holds_for_every_line(name: str, data: st.DataObject) -> None:
    rubric = _RUBRICS[name]
    said = data.draw(_assertions(rubric))
    sheet = score(rubric, said)
    for line in sheet.criteria():
        outcome = line.outcome
        assert outcome.low <= outcome.supported <= outcome.high, (line.id, outcome)
        assert outcome.trace.reason, line.id
        if outcome.status is Status.NO_EVIDENCE:
            assert outcome.low < outcome.high or outcome.high == 0, (line.id, outcome)
        if outcome.status is Status.CONFLICT:
            assert any(_rivals(value) for value in outcome.trace.values), line.id
        if outcome.status is Status.CONTRADICTED:
            assert any(s.stance is Stance.DENIED for s in outcome.trace.statements), line.id
    for section in sheet.sections:
        assert section.low <= section.supported <= section.high
    assert score(rubric, said) == sheet


@pytest.mark.parametrize("name", sorted(_RUBRICS))
def test_silence_is_never_a_number(name: str) -> None:
    sheet = score(_RUBRICS[name], Assertions())
    for line in sheet.criteria():
        assert line.outcome.status in {Status.NO_EVIDENCE, Status.PENDING, Status.NOT_APPLICABLE}, line.id
        assert line.outcome.low < line.outcome.high or line.outcome.high == 0, line.id
