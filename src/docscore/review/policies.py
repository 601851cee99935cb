"""Policies: one decision for all units alike, each a reviewer's logged act (无佐证计0分)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..model import ReviewedLine, Status


@dataclass(frozen=True, slots=True)
class Policy:
    """A decision that is taken alike for every unit.

    Attributes:
        id: its name in the journal.
        title: what it does, in a few Chinese words.
        reason: what each decided line says.
        source: where such a rule is found.
        points: the points that it gives a line; ``None`` where it says nothing of it.
    """

    id: str
    title: str
    reason: str
    source: str
    points: Callable[[ReviewedLine], Decimal | None]

    def decides(self, lines: Iterable[ReviewedLine]) -> tuple[tuple[ReviewedLine, Decimal], ...]:
        """The open lines that it decides, each with its points."""
        found = ((line, self.points(line)) for line in lines if line.decision is None)
        return tuple((line, points) for line, points in found if points is not None)


def _nothing_without_evidence(line: ReviewedLine) -> Decimal | None:
    return Decimal(0) if line.line.outcome.status is Status.NO_EVIDENCE else None


def _certain(line: ReviewedLine) -> Decimal | None:
    outcome = line.line.outcome
    decided = outcome.status in (Status.MET, Status.NOT_MET) and outcome.low == outcome.high
    return outcome.high if decided else None


POLICIES: tuple[Policy, ...] = (
    Policy(
        "no-evidence-zero",
        "无佐证计 0 分",
        "无佐证：材料里没有可以核对的数据或文件，按统一规则计 0 分",
        "会计师事务所复核规则（无佐证 0 分，各单位一致，随报告附列）",
        _nothing_without_evidence,
    ),
    Policy(
        "accept-certain",
        "认可已能确定的分",
        "材料已能确定，区间只有一个值",
        "复核惯例：数据与条款两清的不再逐条讨论",
        _certain,
    ),
)
