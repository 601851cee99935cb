"""Conditions as a rubric file writes them: ``>= 70%``, ``trainees >= 3000 and completion >= 50%``, a fact's id."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple, cast

Op = Literal[">=", ">", "<=", "<", "=="]

_COMPARISON = re.compile(r"(?:([A-Za-z_]\w*)\s*)?(>=|<=|==|>|<)\s*(-?\d+(?:\.\d+)?)\s*(\S*)")
_NAME = re.compile(r"[A-Za-z_]\w*")


class Atom(NamedTuple):
    """A comparison (``op`` set) or a fact's id (``op`` is ``None``), as written.

    Attributes:
        text: the words.
        name: id of the metric or fact; empty where the rule's own metric is meant.
        op: the operator of a comparison.
        bound: its threshold.
        unit: its unit; empty if not written.
    """

    text: str
    name: str
    op: Op | None = None
    bound: Decimal = Decimal(0)
    unit: str = ""


def read_condition(text: str) -> tuple[tuple[Atom, ...], ...]:
    """A condition as alternatives (``or``) of what must hold together (``and``).

    Raises:
        ValueError: it is not written like a condition; the message is in Chinese.
    """
    return tuple(
        tuple(_atom(part.strip()) for part in re.split(r"\s+and\s+", choice))
        for choice in re.split(r"\s+or\s+", text.strip())
    )


def _atom(text: str) -> Atom:
    comparison = _COMPARISON.fullmatch(text)
    if comparison:
        name, op, bound, unit = comparison.groups()
        return Atom(text, name or "", cast(Op, op), Decimal(bound), unit)
    if _NAME.fullmatch(text):
        return Atom(text, text)
    raise ValueError(
        f"条件“{text}”写法不对，应如 “>= 70%”“< 20 家”或要点的编号（可用 >=、>、<=、<、==、and、or）"
    )
