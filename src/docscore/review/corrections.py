"""Corrections: what a reviewer reads where the program read something else; applied before a sheet is scored.

A correction never touches the file or the reading of it: it stands in the journal, and each scoring applies it anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from ..model import Action, Assertions, Claim, Decision, Extraction, Figure, Kind, Lexicon, Place, Quantity
from ..quantity import scan
from .holding import holding


def figure_key(place: Place) -> str:
    """The key under which a journal knows a figure: its paper, block and offsets, which stay while the file stays."""
    return f"{place.paper}#{place.block}:{place.start}-{place.end}"


def read_quantity(text: str, lexicon: Lexicon) -> Quantity | None:
    """The quantity that a person typed (``198个``, ``416.78万元``, ``约83%``); ``None`` if it is not exactly one."""
    found = scan(text.strip(), lexicon, bare=True)
    return found[0].quantity if len(found) == 1 else None


def corrected(extraction: Extraction, decisions: Iterable[Decision], lexicon: Lexicon) -> Extraction:
    """The figures as reviewers read them.

    Args:
        extraction: the figures as the program read them.
        decisions: the journal's entries for the submission, oldest first.
        lexicon: how figures are said.

    Returns:
        *extraction* with each corrected figure replaced, its surface too, and each refused one (an empty correction)
        left out. A corrected figure was read by a person, so it is certain.
    """
    corrections = holding(decisions, Kind.FIGURE, Action.CORRECT)
    if not corrections:
        return extraction
    figures: list[Figure] = []
    for figure in extraction.figures:
        decision = corrections.get(figure_key(figure.place))
        if decision is None:
            figures.append(figure)
            continue
        quantity = read_quantity(decision.value, lexicon)
        if quantity is not None:
            figures.append(
                replace(figure, surface=decision.value.strip(), quantity=quantity, confidence=Decimal(1))
            )
    return replace(extraction, figures=tuple(figures))


def relinked(assertions: Assertions, extraction: Extraction, decisions: Iterable[Decision]) -> Assertions:
    """What the document says, with each figure that a reviewer bound to another metric, or to none, moved there.

    Args:
        assertions: as the program bound them.
        extraction: the figures, corrected.
        decisions: the journal's entries for the submission, oldest first.
    """
    moves = holding(decisions, Kind.FIGURE, Action.RELINK)
    if not moves:
        return assertions
    claims = {
        metric: [claim for claim in said if figure_key(claim.figure.place) not in moves]
        for metric, said in assertions.claims.items()
    }
    for figure in extraction.figures:
        decision = moves.get(figure_key(figure.place))
        if decision is not None and decision.value:
            said = claims.setdefault(decision.value, [])
            said.append(Claim(decision.value, figure, f"{decision.by}指定"))
    return replace(assertions, claims={metric: tuple(said) for metric, said in claims.items() if said})
