"""The distribution of a batch as one drawing: a bar a unit, sorted by self-score over supported points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...export.words import points
from ...model import Comparison, Rubric
from ...store.registers import Spread

_WIDTH, _TOP, _BOTTOM = 844, 8, 112
_LEFT = 52
_WIDEST = 7


@dataclass(frozen=True, slots=True)
class Strip:
    """Paths of the drawing, one a kind, so that a thousand units stay small.

    Attributes:
        width: in pixels.
        certain: points that are certain.
        grounds: supported points above them.
        open_: points that are not ruled out.
        own: self-scores.
        human: decided totals.
        unread: units that could not be read.
        lines: height and label of each line across: grades and ends of the scale.
        spoken: what the drawing says.
    """

    width: int
    certain: str
    grounds: str
    open_: str
    own: str
    human: str
    unread: str
    lines: tuple[tuple[str, str], ...]
    spoken: str


def strip_of(units: Sequence[Spread], rubric: Rubric) -> Strip:
    """The drawing for all units of a batch, those whose self-score exceeds most on the left."""
    read = [unit for unit in units if unit.supported is not None]
    ends = [value for unit in read for value in (unit.low, unit.high, unit.own) if value is not None]
    top = max([rubric.total, *ends])
    bottom = min([rubric.total, *ends])
    bottom = max(Decimal(0), bottom - (top - bottom) / 10)
    pitch = Decimal(_WIDTH - _LEFT) / max(len(units), 40)
    bar = min(Decimal(_WIDEST), pitch * 7 / 10)

    def y(value: Decimal) -> Decimal:
        share = (value - bottom) / (top - bottom) if top > bottom else Decimal(1)
        return _BOTTOM - min(max(share, Decimal(0)), Decimal(1)) * (_BOTTOM - _TOP)

    paths: dict[str, list[str]] = {
        key: [] for key in ("certain", "grounds", "open_", "own", "human", "unread")
    }
    for number, unit in enumerate(
        sorted(units, key=lambda one: (one.supported is None, -one.excess, one.name))
    ):
        left = _LEFT + number * pitch
        if unit.supported is None or unit.low is None or unit.high is None:
            paths["unread"].append(_box(left, Decimal(_TOP), bar, Decimal(_BOTTOM)))
            continue
        paths["certain"].append(_box(left, y(unit.low), bar, Decimal(_BOTTOM)))
        paths["grounds"].append(_box(left, y(unit.supported), bar, y(unit.low)))
        paths["open_"].append(_box(left, y(unit.high), bar, y(unit.supported)))
        if unit.own is not None:
            paths["own"].append(_box(left - 2, y(unit.own) - 1, bar + 4, y(unit.own) + 1))
        if unit.total is not None:
            middle = left + bar / 2
            paths["human"].append(f"M{middle:.1f} {y(unit.total) - 4:.1f}l4 4l-4 4l-4-4z")
    spoken = f"{len(units)} 份材料的自评与可评区间，按自评高于有据的幅度从大到小排列"
    return Strip(
        _WIDTH,
        **{key: "".join(found) for key, found in paths.items()},
        lines=_lines(rubric, bottom, top, y),
        spoken=spoken,
    )


def _box(left: Decimal, top: Decimal, width: Decimal, bottom: Decimal) -> str:
    return f"M{left:.1f} {top:.1f}h{width:.1f}V{bottom:.1f}h-{width:.1f}z" if bottom > top else ""


def _lines(
    rubric: Rubric, bottom: Decimal, top: Decimal, y: Callable[[Decimal], Decimal]
) -> tuple[tuple[str, str], ...]:
    """Grades of the rubric that fall on the drawing; without grades, its full marks."""
    bounds = [
        (grade.when.bound, grade.grade)
        for grade in rubric.grades
        if isinstance(grade.when, Comparison)
        and grade.when.op in (">=", ">")
        and bottom < grade.when.bound < top
    ]
    bounds = bounds or [(rubric.total, "满分")]
    return tuple((f"{y(bound):.1f}", f"{name} {points(bound)}") for bound, name in [*bounds, (bottom, "起")])
