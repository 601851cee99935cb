"""What a line rests on, numbered ①… alike beside the chain and on the page: figures, sentences, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...export.words import ROLE
from ...marks import chain_of
from ...marks.chain import place_key
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
    """What a line rests on, in the order of its chain: the n-th bears the number n here and on the page."""
    rivals = {
        place_key(claim.figure.place)
        for value in line.outcome.trace.values
        for claim in (*value.rivals, *(value.claims if value.rivals else ()))
    }
    return tuple(
        _figure(number, source.figure, names.metric(source.metric), place_key(source.figure.place) in rivals)
        if isinstance(source, Claim)
        else _statement(number, source, names)
        for number, source in enumerate(chain_of(line), 1)
    )


def of_finding(finding: Finding, names: Names) -> tuple[Exhibit, ...]:
    """What a finding speaks of: its figures, then its other places; each place once."""
    figures = {place_key(figure.place): figure for figure in finding.figures}
    places = {place_key(place): place for place in finding.places if place_key(place) not in figures}
    found = [
        _figure(number, figure, names.metric(figure.metric) if figure.metric else figure.subject)
        for number, figure in enumerate(figures.values(), 1)
    ]
    found += [
        Exhibit(number, "ref", "出处", "", "", place)
        for number, place in enumerate(places.values(), len(found) + 1)
    ]
    return tuple(found)


def _figure(number: int, figure: Figure, about: str, rivalled: bool = False) -> Exhibit:
    look = _LOOK.get(figure.role, "ref")
    doubt = rivalled or figure.doubtful
    key = figure_key(figure.place)
    return Exhibit(number, look, ROLE[figure.role], figure.printed, about, figure.place, key, doubt)


def _statement(number: int, said: Statement, names: Names) -> Exhibit:
    word, look = _STANCE[said.stance]
    return Exhibit(number, look, word, said.text, names.fact(said.fact), said.place)
