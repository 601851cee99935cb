"""The 问题清单: what a recheck found, in the columns and colours of evaluating agencies, with 通过 rows for what held.

P0 (致命) is what a veto or a zero hangs on, P1 (重要) what points hang on or what is certainly wrong, P2 (优化) the rest.
Source of the columns and levels: recheck lists of an accounting firm, Sichuan 2026.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model import Action, Finding, Reconciled, ReviewedFinding, Severity
from .book import new_book
from .dossier import UNSIGNED, Dossier
from .fillable import FormWriter
from .imprint import write_imprint
from .words import BLANK, explained, one_line, where

COLUMNS = (
    ("等级", 10), ("复核维度", 12), ("对象", 26), ("位置", 20), ("复核发现", 24), ("事实及判定", 52), ("处理建议", 40),
    ("核验依据", 40),
)  # fmt: skip
FATAL, SERIOUS, LIGHT, HELD = "P0 致命", "P1 重要", "P2 优化", "通过"
_FILL = {FATAL: "red", SERIOUS: "orange", LIGHT: "yellow", HELD: "green"}
_TOP = 3
#: What a family of codes looks at.
DIMENSIONS = {
    "A": "加总勾稽", "R": "比率复算", "E": "名单列举", "C": "前后一致", "T": "档线", "P": "时间", "F": "资金", "U": "单位",
    "S": "自评得分", "G": "缺项佐证", "D": "资料比对", "X": "横向比较", "B": "评分细则", "N": "名称", "Z": "自评表",
}  # fmt: skip
_ELSE = "其他"
_PLACES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the list, in the order of :data:`COLUMNS`."""

    level: str
    dimension: str
    texts: tuple[str, str, str, str, str, str]

    def all(self) -> tuple[str, ...]:
        return (self.level, self.dimension, *self.texts)


def problem_list(
    title: str, dossiers: Iterable[Dossier], titles: Mapping[str, str], *, masked: bool
) -> bytes:
    """The list as the bytes of an ``.xlsx`` file.

    Args:
        title: name of the batch or unit.
        dossiers: the submissions.
        titles: title of each finding code.
        masked: personal data is masked.
    """
    out = io.BytesIO()
    with new_book(f"{title}　问题清单", out) as book:
        page, about = book.add_worksheet("问题清单"), book.add_worksheet("底稿信息")
        write_problems(book, page, about, title, dossiers, titles, masked=masked)
    return out.getvalue()


def write_problems(
    book: Any,
    page: Any,
    about: Any,
    title: str,
    dossiers: Iterable[Dossier],
    titles: Mapping[str, str],
    *,
    masked: bool,
) -> None:
    """Write the list, and the imprint of each submission, on two sheets of *book*.

    Args:
        book: the workbook.
        page: its sheet for the list.
        about: its sheet for the imprints.
        title: name of the batch or unit.
        dossiers: the submissions.
        titles: title of each finding code.
        masked: personal data is masked.
    """
    writer = FormWriter(book, masked=masked)
    row, unsigned, below, counts = _TOP, False, 0, dict.fromkeys(_FILL, 0)
    for dossier in dossiers:
        unsigned |= not dossier.signed
        for one in _rows(dossier, titles):
            _write(writer, page, row, one)
            counts[one.level] += 1
            row += 1
        below = write_imprint(writer, about, dossier, below)
    told = "，".join(f"{level} {count} 条" for level, count in counts.items())
    writer.heading(page, f"{title}　问题清单", f"{UNSIGNED}。{told}" if unsigned else told)
    writer.columns(page, COLUMNS, _TOP - 1, row - 1, title)


def _rows(dossier: Dossier, titles: Mapping[str, str]) -> Iterator[_Row]:
    names = {line.id: line.name for line in dossier.assessment.sheet.criteria()}
    names |= {indicator.id: indicator.name for indicator in dossier.assessment.sheet.indicators()}
    found = [_problem(dossier, one, names, titles) for one in dossier.sheet.findings.values()]
    order = list(_FILL)
    yield from sorted(found, key=lambda row: order.index(row.level))
    for held in dossier.assessment.review.reconciled:
        yield _held(dossier, held, titles)


def _problem(
    dossier: Dossier, reviewed: ReviewedFinding, names: Mapping[str, str], titles: Mapping[str, str]
) -> _Row:
    finding = reviewed.finding
    concerned = "、".join(names.get(key, key) for key in finding.criteria)
    sources = [f"“{one_line(figure.surface)}”（{figure.place.label}）" for figure in finding.figures]
    sources += [
        place.paper for place in finding.places if place.paper and not any(place.paper in s for s in sources)
    ]
    texts = (
        f"{dossier.name}{f'　{concerned}' if concerned else ''}",
        where(finding.places),
        f"{titles.get(finding.code, '')}（{finding.code}）",
        f"{finding.message}。{_judged(reviewed)}".replace("。。", "。"),
        finding.remedy,
        "；".join(dict.fromkeys(sources)) or where(finding.places),
    )
    return _Row(level_of(dossier, finding), _dimension(finding.code), texts)


def _held(dossier: Dossier, held: Reconciled, titles: Mapping[str, str]) -> _Row:
    texts = (
        dossier.name,
        where(held.places, _PLACES_SHOWN),
        f"{titles.get(held.code, '')}（{held.code}）：没有发现",
        held.message,
        BLANK,
        where(held.places),
    )
    return _Row(HELD, _dimension(held.code), texts)


def _judged(reviewed: ReviewedFinding) -> str:
    """What was made of a doubt so far."""
    decision, explanation = reviewed.decision, reviewed.finding.explanation
    if decision is not None and decision.action is Action.DISMISS:
        return f"判定：不成立，{decision.reason}（{decision.by}）"
    if explanation is not None:
        return f"判定：{explained(explanation)}"
    return "判定：待核"


def level_of(dossier: Dossier, finding: Finding) -> str:
    """P0, P1 or P2: what hangs on a finding."""
    vetoes = {
        line.id
        for section in dossier.assessment.sheet.sections
        if section.kind == "veto"
        for indicator in section.indicators
        for line in indicator.criteria
    }
    lines = [dossier.sheet.lines[key].line for key in finding.criteria if key in dossier.sheet.lines]
    zero = any(line.outcome.low <= 0 < line.max for line in lines)
    if vetoes & set(finding.criteria) or (finding.severity is Severity.ERROR and zero):
        return FATAL
    certain = finding.severity is Severity.ERROR
    return SERIOUS if certain or (finding.severity is Severity.WARNING and finding.points_at_stake) else LIGHT


def _dimension(code: str) -> str:
    return DIMENSIONS.get(code[:1], _ELSE)


def _write(writer: FormWriter, page: Any, row: int, one: _Row) -> None:
    texts = one.all()
    for column, text in enumerate(texts):
        writer.put(page, row, column, text, _FILL[one.level] if column == 0 else "text")
    writer.fit(page, row, *((text, width - 2) for text, (_, width) in zip(texts, COLUMNS, strict=True)))
