"""A clause cell → its criteria: awards that are rows of one rule stay together, all others are lines of their own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..model import (
    Bonus,
    Checklist,
    Composite,
    Deadline,
    DeductEach,
    Grade,
    Judged,
    Lexicon,
    PointsRange,
    Proportional,
    Rank,
    Rule,
    Step,
    Tiers,
    Veto,
)
from .awards import Effect, cut
from .clause import read_clause
from .drafted import Drafted, Sketch

_ZERO = Decimal(0)
#: Behind 。 and ；, unless the points of what was said come only then: …报告；（1分）
_BREAK = re.compile(r"(?<=[；;。\n])(?!\s*[（(][+＋\-－]?\d+(?:\.\d+)?(?:[-－~～至]\d+(?:\.\d+)?)?分?[)）])")
_BRACKETED = re.compile(r"(?<=分[)）])[，,、；;。]?(?![）)])")
_ONE_RULE = (Judged, Tiers, Rank, Proportional, Step, DeductEach, Deadline, Grade, Veto)
_LIST_NUMBER = re.compile(r"^(?:\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])")
_REMARK = re.compile(r"^[（(]?(?:注|说明|备注|本[条项])")


@dataclass(frozen=True, slots=True)
class Piece:
    """One criterion of a cell.

    Attributes:
        text: its clause.
        drafted: the clause as a rule; ``drafted.rule`` is ``None`` if it was not read.
    """

    text: str
    drafted: Drafted


def split_clause(
    clause: str, lexicon: Lexicon, *, points: Decimal | None = None, about: str = ""
) -> tuple[str, ...]:
    """The clause of a cell as the clauses of its criteria.

    Args:
        clause: the words of the cell.
        lexicon: for units.
        points: full marks of the cell, if they stand apart.
        about: what the cell is about.
    """
    units = _units(clause)
    found: list[str] = []
    index = 0
    while index < len(units):
        length = _run(units[index:], lexicon, points, about)
        if length:
            found.append("".join(units[index : index + length]))
            index += length
        elif not cut(units[index]).awards and found:
            found[-1] += units[index]  # a remark on what stands before it
            index += 1
        else:
            found += _awards_apart(units[index], lexicon)
            index += 1
    return tuple(_rejoined(found, points, lexicon))


def _units(clause: str) -> list[str]:
    """Pieces up to a semicolon or full stop that tell points; words without join the piece after them."""
    units: list[str] = []
    waiting = ""
    for part in _BREAK.split(clause):
        if not part.strip():
            continue
        if waiting and _LIST_NUMBER.match(part.strip()) and cut(waiting).awards:
            units.append(waiting)
            waiting = ""
        if cut(part).awards:
            units.append(waiting + part)
            waiting = ""
        elif units and (_is_limit(part) or _REMARK.match(part.strip())):
            units[-1] += part
        else:
            waiting += part
    if waiting:
        if units:
            units[-1] += waiting
        else:
            units.append(waiting)
    return units


def _is_limit(part: str) -> bool:
    return bool(
        re.match(
            r"^[（(，]?(?:不重复|不累|可累|累计|最高|最多|扣完|就高|取高|以上|封顶|上限|单项|同一)",
            part.strip(),
        )
    )


def _run(units: list[str], lexicon: Lexicon, points: Decimal | None, about: str) -> int:
    """How many units from the first on make one rule; 0 if not even the first does."""
    for length in range(min(len(units), 8), 0, -1):
        text = "".join(units[:length])
        if length > 1 and not _falls(text):
            continue
        own = points if length == len(units) else None
        rule = read_clause(text, lexicon, points=own, about=about).rule
        numbered = sum(1 for unit in units[:length] if _LIST_NUMBER.match(unit.strip())) > 1
        if numbered and getattr(rule, "metric", None) is None:
            continue  # items of a list are lines of their own, unless they are bands of one number
        if _is_one(rule) and (length == 1 or not isinstance(rule, Veto | Proportional)):
            return length
    return 0


def _is_one(rule: Rule | None) -> bool:
    if isinstance(rule, Bonus):
        return rule.combine == "highest" or len(rule.bands) == 1
    if isinstance(rule, Checklist):
        return len(rule.items) == 1
    if isinstance(rule, Composite):
        return rule.combine == "best"
    return isinstance(rule, _ONE_RULE)


def _falls(text: str) -> bool:
    """Whether the awards fall, each earning less than the one before: 3, 2, 1, 0."""
    values = [
        _ZERO if award.effect is Effect.ZERO else -award.low if award.effect is Effect.DEDUCT else award.high
        for award in cut(text).awards
    ]
    return all(after < before for before, after in itertools.pairwise(values))


def _awards_apart(unit: str, lexicon: Lexicon) -> Iterator[str]:
    """A unit with several awards, cut behind each of them that stands in brackets, or at each comma behind one."""
    parts = [part for part in _BRACKETED.split(unit) if part.strip("，。；、;\n ")]
    if len(parts) < 2:
        parts = _at_commas(unit)
    index = 0
    found: list[str] = []
    while index < len(parts):
        length = 1
        for longer in range(min(len(parts) - index, 6), 1, -1):
            text = "，".join(parts[index : index + longer])
            if _falls(text) and _is_one(read_clause(text, lexicon).rule):
                length = longer
                break
        text = "，".join(part.rstrip("，、；;") for part in parts[index : index + length])
        if found and not cut(text).awards:
            found[-1] += text
        else:
            found.append(text)
        index += length
    yield from found


def _at_commas(unit: str) -> list[str]:
    """有领导小组得1分，有经费得2分 cut at the comma behind each award."""
    whole = re.split(r"(?<=分)，", unit)
    return whole if len(whole) > 1 and all(cut(part).awards for part in whole) else [unit]


def _rejoined(parts: list[str], points: Decimal | None, lexicon: Lexicon) -> Iterator[str]:
    """Levels of which the rule document does not say whether they add up stay apart only if they fill the marks."""
    if len(parts) > 1 and points is not None:
        whole = "；".join(part.rstrip("；。") for part in parts)
        if isinstance(read_clause(whole, lexicon, points=points).rule, Tiers) and _falls(whole):
            yield whole
            return
    elif len(parts) > 1:
        whole = "；".join(part.rstrip("；。") for part in parts)
        rule = read_clause(whole, lexicon).rule
        if isinstance(rule, Composite) and rule.combine == "unstated":
            yield whole
            return
    yield from (part.strip() for part in parts)


def judged(clause: str, points: Decimal, prefix: str, name: str) -> Drafted:
    """A clause that was not read, or states no points of its own, as a range in which a person grades.

    Args:
        clause: its words.
        points: the most.
        prefix: put before the id of its fact.
        name: what it is about, in a few words.
    """
    sketch = Sketch(prefix, name)
    fact = sketch.fact(name)
    rule = Judged(fact, PointsRange(_ZERO, points))
    return Drafted(
        kind="judged",
        max=points,
        rule=rule,
        inputs=tuple(sketch.inputs),
        metrics={},
        facts=sketch.facts,
        ambiguities=(),
        unread=(clause,),
        clause=clause,
    )


def short_name(clause: str) -> str:
    """A few words that name a clause: its first phrase without numbering and points."""
    text = _LIST_NUMBER.sub("", clause.strip())
    text = re.sub(r"[（(][^（()）]*\d+(?:\.\d+)?分?[)）]", "", text)
    first = re.split(r"[，。；：,;\n]", text.strip("，。；： "))[0].strip()
    return (first or text)[:30] or clause[:30]
