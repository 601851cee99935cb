"""Extraction → the targets that a paper sets."""

from __future__ import annotations

import re

from ..model import Extraction, Figure, Mood, Role

#: Chapters of a report about the time after it: nothing of theirs is due yet.
_NOT_DUE = re.compile(r"下一?步|打算|今后|下一?阶段|来年|明年")


def targets(extraction: Extraction) -> tuple[Figure, ...]:
    """What a paper promises in numbers, in reading order.

    Args:
        extraction: its figures and sentences.

    Returns:
        Figures with a unit and a subject that are worded as targets; those of the rules it quotes are left out, and
        one that is repeated word for word (in a summary and in its chapter) stands once, and what a report intends to do
        next is not due yet.
    """
    found: dict[tuple[object, ...], Figure] = {}
    for figure in extraction.figures:
        sentence = extraction.sentences[figure.sentence]
        if figure.role is not Role.TARGET or sentence.mood is Mood.RULE:
            continue
        if any(_NOT_DUE.search(heading) for heading in figure.place.section):
            continue
        if not figure.quantity.unit or not (figure.subject or figure.metric):
            continue
        quantity = figure.quantity
        key = (figure.metric or figure.subject, quantity.unit, quantity.interval, figure.period)
        found.setdefault(key, figure)
    return tuple(found.values())
