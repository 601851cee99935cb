"""The chain of a line (条款 → 命中行 → 数据 → 得分): the figures and sentences it rests on, in the order of their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Claim, CriterionLine, Place, Statement, Value


def chain_of(line: CriterionLine) -> tuple[Claim | Statement, ...]:
    """What a line rests on, each place once; the n-th bears the number n on the sheet and on the page.

    Args:
        line: a line of the sheet.

    Returns:
        For each value of its trace its own figures, those it was computed from, those that contradict it, those it can be
        checked against and its dated sentences; then the statements.
    """
    found: dict[tuple[str, int, int, int], Claim | Statement] = {}
    for value in line.outcome.trace.values:
        for claim in _claims(value):
            found.setdefault(place_key(claim.figure.place), claim)
        for said in value.statements:
            found.setdefault(place_key(said.place), said)
    for said in line.outcome.trace.statements:
        found.setdefault(place_key(said.place), said)
    return tuple(found.values())


def place_of(source: Claim | Statement) -> Place:
    """Where a source stands."""
    return source.figure.place if isinstance(source, Claim) else source.place


def place_key(place: Place) -> tuple[str, int, int, int]:
    """What tells two places apart."""
    return place.paper, place.block, place.start, place.end


def _claims(value: Value) -> Iterator[Claim]:
    yield from value.claims
    for part in value.inputs:
        yield from _claims(part)
    yield from value.rivals
    if value.derivation is not None:
        yield from _claims(value.derivation)
