"""What a line rests on, numbered ①… alike beside the chain and on the page: figures, sentences, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...export.words import ROLE
from ...model import (
    Claim,
    CriterionLine,
    Fact,
    Figure,
    Finding,
    Metric,
    Place,
    Role,
    Stance,
    Statement,
    Value,
)
from ...review import figure_key

#: How a role looks: its class in the style sheet.
_LOOK = {Role.ACTUAL: "act", Role.TARGET: "tgt", Role.THRESHOLD: "tgt", Role.SCORE: "sco"}
_STANCE = {
    Stance.SHOWN: ("写明", "act"),
    Stance.PARTLY: ("提到", "ref"),
    Stance.PLANNED: ("计划", "tgt"),
    Stance.DENIED: ("否定", "neg"),
    Stance.ABSENT: ("否定", "neg"),
}


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One thing that a line or a finding rests on.

    Attributes:
        number: its number in the chain and on the page, from 1.
        look: class of its role.
        role: its role in a word.
        text: the figure as printed, or the sentence.
        about: what it speaks to.
        place: where it stands.
        key: the figure's key in the journal; empty for a sentence.
        doubt: it contradicts another, or was read with doubt.
    """

    number: int
    look: str
    role: str
    text: str
    about: str
    place: Place
    key: str = ""
    doubt: bool = False

    @property
    def is_sentence(self) -> bool:
        """Whether it is a sentence and no figure."""
        return not self.key


@dataclass(frozen=True, slots=True)
class Names:
    """Chinese names of what a rubric asks about."""

    metrics: Mapping[str, Metric]
    facts: Mapping[str, Fact]

    def metric(self, identifier: str) -> str:
        """Name of a metric; its id if it has none."""
        known = self.metrics.get(identifier)
        return known.name if known else identifier

    def fact(self, identifier: str) -> str:
        """Name of a fact; its id if it has none."""
        known = self.facts.get(identifier)
        return known.name if known else identifier


def of_line(line: CriterionLine, names: Names) -> tuple[Exhibit, ...]:
    """What a line rests on: the figures of its values, those that contradict them, then its sentences; each place once."""
    trace = line.outcome.trace
    found: list[Exhibit] = []
    for value in trace.values:
        for claim, doubt in _claims(value):
            found.append(_figure(claim.figure, names.metric(claim.metric), doubt=doubt))
        found += [_statement(said, names) for said in value.statements]
    found += [_statement(said, names) for said in trace.statements]
    return _numbered(found)


def of_finding(finding: Finding, names: Names) -> tuple[Exhibit, ...]:
    """What a finding speaks of: its figures, then its other places."""
    figures = [
        _figure(figure, names.metric(figure.metric) if figure.metric else figure.subject, doubt=False)
        for figure in finding.figures
    ]
    taken = {_spot(one.place) for one in figures}
    others = [
        Exhibit(0, "ref", "出处", "", "", place) for place in finding.places if _spot(place) not in taken
    ]
    return _numbered([*figures, *others])


def _claims(value: Value) -> Iterator[tuple[Claim, bool]]:
    for claim in value.claims:
        yield claim, bool(value.rivals)
    for part in value.inputs:
        yield from _claims(part)
    for claim in value.rivals:
        yield claim, True
    if value.derivation is not None:
        yield from _claims(value.derivation)


def _figure(figure: Figure, about: str, *, doubt: bool) -> Exhibit:
    look = _LOOK.get(figure.role, "ref")
    key = figure_key(figure.place)
    return Exhibit(
        0, look, ROLE[figure.role], figure.printed, about, figure.place, key, doubt or figure.doubtful
    )


def _statement(said: Statement, names: Names) -> Exhibit:
    word, look = _STANCE[said.stance]
    return Exhibit(0, look, word, said.text, names.fact(said.fact), said.place)


def _numbered(found: Iterable[Exhibit]) -> tuple[Exhibit, ...]:
    once: dict[tuple[str, int, int, int], Exhibit] = {}
    for one in found:
        once.setdefault(_spot(one.place), one)
    return tuple(
        Exhibit(
            number, one.look, one.role, one.text, one.about, one.place, one.key, one.doubt
        )
        for number, one in enumerate(once.values(), 1)
    )


def _spot(place: Place) -> tuple[str, int, int, int]:
    return place.paper, place.block, place.start, place.end
