"""G: rows of rosters, lists and ledgers that stand there twice or cannot be true."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..model import (
    Code,
    CriterionLine,
    EvidenceKind,
    Finding,
    Flaw,
    Place,
    Reconciled,
    RowFlaw,
    Severity,
    flaws_of,
)
from .case import Case, stake
from .evidence_counts import counted_metrics, evidence_of, lines_on

G30 = Code(
    "G30",
    Severity.WARNING,
    "名册或清单里有重复",
    "同一场次的名册里同一人列了两次，同一天在两份名册里都有，或清单里同一站点、企业列了两次。"
    "按证件号或姓名加电话认人；同一人参加不同场次是人次，不算重复。",
    "请删去重复的行后重新汇总",
    "第 3 期签到表第 12 行和第 40 行是同一个证件号",
)
G31 = Code(
    "G31",
    Severity.WARNING,
    "名册或清单里有填错的行",
    "证件号校验位或出生日期不对（GB 11643）、电话位数不对、日期不存在或晚于考核截止日、金额不是数字、站点已停运或未建成。"
    "不到百分之一的为低。",
    "请对照原始登记逐行核实",
    "第 27 行证件号的出生日期是 13 月",
)

_SAID = {
    Flaw.REPEATED: "行在同一份里重复",
    Flaw.REPEATED_ELSEWHERE: "行的人同一天也在另一份名册里",
    Flaw.BAD_ID: "行证件号位数或校验位不对",
    Flaw.BAD_BIRTH: "行证件号里的出生日期不存在",
    Flaw.BAD_PHONE: "行电话位数不对",
    Flaw.BAD_DATE: "行日期不存在",
    Flaw.LATE_DATE: "行日期晚于考核截止日",
    Flaw.BAD_AMOUNT: "行金额不是数字",
    Flaw.CLOSED: "行状态为停运或没有建成",
    Flaw.NAMELESS: "行没有姓名",
}
_TWICE = (Flaw.REPEATED, Flaw.REPEATED_ELSEWHERE)
_WRONG = tuple(flaw for flaw in _SAID if flaw not in _TWICE)
#: From this share of the rows on, wrong rows are no slips of the pen any more.
_SLIPS = Decimal("0.01")
_PLACES = 5


def rows_twice(case: Case) -> Iterator[Finding | Reconciled]:
    """G30: one finding a kind of evidence."""
    for kind in EvidenceKind:
        tallies = evidence_of(case).of(kind)
        found = flaws_of(tallies, *_TWICE)
        if found:
            words = f"{tallies[0].name}里{_told(found, _TWICE)}"
            lines = _lines(case, kind)
            yield G30.finding(
                words, points=stake(lines), criteria=(line.id for line in lines), places=_places(found)
            )
        elif kind is EvidenceKind.ROSTER and any(tally.people for tally in tallies):
            rows = sum(tally.rows for tally in tallies)
            yield Reconciled(G30.id, f"名册 {rows} 行没有重复", tuple(tally.place for tally in tallies))


def wrong_rows(case: Case) -> Iterator[Finding | Reconciled]:
    """G31: one finding a kind of evidence."""
    for kind in EvidenceKind:
        tallies = evidence_of(case).of(kind)
        found = flaws_of(tallies, *_WRONG)
        rows = sum(tally.rows for tally in tallies)
        if not found:
            continue
        wrong = sum(flaw.count for flaw in found)
        severity = Severity.INFO if wrong < _SLIPS * rows else Severity.WARNING
        words = f"{tallies[0].name}共 {rows} 行，{_told(found, _WRONG)}"
        lines = _lines(case, kind)
        yield G31.finding(
            words,
            severity=severity,
            points=stake(lines),
            criteria=(line.id for line in lines),
            places=_places(found),
        )


def _told(found: tuple[RowFlaw, ...], order: tuple[Flaw, ...]) -> str:
    counts = {flaw: sum(one.count for one in found if one.flaw is flaw) for flaw in order}
    return "，".join(f"有 {count} {_SAID[flaw]}" for flaw, count in counts.items() if count)


def _places(found: tuple[RowFlaw, ...]) -> tuple[Place, ...]:
    return tuple(place for one in found for place in one.places)[:_PLACES]


def _lines(case: Case, kind: EvidenceKind) -> tuple[CriterionLine, ...]:
    """The lines that rest on what the evidence counts."""
    return lines_on(case, counted_metrics(case, frozenset({kind})))
