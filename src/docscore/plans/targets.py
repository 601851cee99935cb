"""Extraction → the targets that a paper sets."""

from __future__ import annotations

from ..model import Extraction, Figure, Mood, Role


def targets(extraction: Extraction) -> tuple[Figure, ...]:
    """What a paper promises in numbers, in reading order.

    Args:
        extraction: its figures and sentences.

    Returns:
        Figures with a unit and a subject that are worded as targets; those of the rules it quotes are left out, and
        one that is repeated word for word (in a summary and in its chapter) stands once.
    """
    found: dict[tuple[object, ...], Figure] = {}
    for figure in extraction.figures:
        sentence = extraction.sentences[figure.sentence]
        if figure.role is not Role.TARGET or sentence.mood is Mood.RULE:
            continue
        if not figure.quantity.unit or not (figure.subject or figure.metric):
            continue
        quantity = figure.quantity
        key = (figure.metric or figure.subject, quantity.unit, quantity.interval, figure.period)
        found.setdefault(key, figure)
    return tuple(found.values())
