"""Sheets, findings, figures and rubrics as text for a terminal, in Chinese, readable at 100 columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ..model import (
    Assessment,
    Document,
    Extraction,
    IndicatorLine,
    Review,
    ScoreSheet,
    SectionLine,
    Severity,
    Status,
)
from .goals import COLUMNS, goal_columns, goal_rows
from .grid import WIDTH, Grid, render
from .words import (
    BLANK,
    PROVISIONAL,
    ROLE,
    STATUS,
    amount,
    coverage,
    explained,
    grounds,
    one_line,
    points,
    remarks,
    span,
    tally,
    where,
)

_GROUNDS_SHOWN = 2
_PLACES_SHOWN = 3

_SEVERITY_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
_STATUS_STYLE = {
    Status.MET: "green",
    Status.NOT_MET: "red",
    Status.NO_EVIDENCE: "magenta",
    Status.AMBIGUOUS: "yellow",
    Status.CONFLICT: "yellow",
    Status.CONTRADICTED: "red",
    Status.VETOED: "bold red",
}


def assessment_text(assessment: Assessment, *, width: int = WIDTH, colour: bool = False) -> str:
    """Totals, sheet, findings and the count of what reconciled, in this order.

    Args:
        assessment: one submission, scored and checked.
        width: columns to fill.
        colour: whether to write colour codes.
    """
    parts: list[RenderableType] = [
        _heading(assessment),
        _sheet(assessment.sheet, width),
        *_goals(assessment, width),
        *_findings(assessment.review, width),
        Text(f"核对通过 {len(assessment.review.reconciled)} 处。{PROVISIONAL}。"),
    ]
    return render(parts, width, colour)


def figures_text(
    read: Iterable[tuple[Document, Extraction]],
    *,
    width: int = WIDTH,
    colour: bool = False,
    totals: Sequence[int] | None = None,
) -> str:
    """The figures of each document as a table under its path; with *totals*, those that no metric speaks to."""
    parts: list[RenderableType] = []
    for position, (document, extraction) in enumerate(read):
        count = f"数据 {len(extraction.figures)} 个"
        if totals is not None:
            count = f"没有指标对应的数据 {len(extraction.figures)} 个，共 {totals[position]} 个"
        heading = f"{document.path}　{coverage(document)}　{count}"
        parts.append(Text(heading, style="bold"))
        parts += [Text(f"注意：{warning}", style="yellow") for warning in remarks(document)]
        grid = Grid(width, ("原文", 3), ("数值", 3), ("角色", -4), ("对象", 4), ("时期", 2), ("位置", 3))
        for figure in extraction.figures:
            grid.row(
                one_line(figure.surface),
                amount(figure),
                ROLE[figure.role],
                one_line(figure.subject),
                one_line(figure.period or BLANK),
                figure.place.label,
            )
        parts.append(grid.table)
    return render(parts, width, colour)


def _heading(assessment: Assessment) -> Text:
    sheet, document = assessment.sheet, assessment.document
    text = Text()
    text.append(f"{sheet.title}\n", style="bold")
    text.append(f"{document.path}　{coverage(document)}")
    if assessment.form is None:  # what a form says stands in its rows and not in figures of its text
        text.append(f"　数据 {len(assessment.extraction.figures)} 个")
    text.append("\n")
    stated = points(sheet.self_total)
    if sheet.self_sum is not None and sheet.self_sum != sheet.self_total:
        stated += f"（各行相加 {points(sheet.self_sum)}）"
    text.append(
        f"自评 {stated} · 有据 {points(sheet.supported)} · "
        f"区间 [{points(sheet.low)}, {points(sheet.high)}] · 满分 {points(sheet.max)}",
        style="bold",
    )
    for warning in remarks(document):
        text.append(f"\n注意：{warning}", style="yellow")
    return text


def _sheet(sheet: ScoreSheet, width: int) -> Table:
    """One row a section, an indicator and a criterion; numbers of a section and an indicator are sums."""
    grid = Grid(
        width, ("评分项", 18), ("满分", -4), ("自评", -5), ("区间", -9), ("有据", -5), ("状态", -11), ("依据", 24),
        ("命中行", 15), right=(1, 2, 3, 4),
    )  # fmt: skip
    for section in sheet.sections:
        grid.row(section.name, *_numbers(section), style="bold")
        for indicator in section.indicators:
            note = f"自评见{where(row.place for row in indicator.self_rows)}" if indicator.self_rows else ""
            grid.row(f" {indicator.name}", *_numbers(indicator), "", note, style="bold dim")
            for line in indicator.criteria:
                outcome = line.outcome
                own = "" if line.self_points is None else points(line.self_points)
                grid.row(
                    f"  {line.name}",
                    points(line.max),
                    own,
                    span(outcome.low, outcome.high),
                    points(outcome.supported),
                    Text(STATUS[outcome.status], style=_STATUS_STYLE.get(outcome.status, "")),
                    _shortened(grounds(outcome)) or outcome.trace.reason,
                    outcome.trace.row or BLANK,
                )
    return grid.table


def _goals(assessment: Assessment, width: int) -> list[RenderableType]:
    """The targets of a plan, and beside a report what became of them."""
    if not assessment.sets_goals or not assessment.goals:
        return []
    shown = goal_columns(assessment.rubric)
    grid = Grid(width, *COLUMNS[:shown])
    for row in goal_rows(assessment.goals):
        grid.row(*row[:shown])
    return [Text(f"\n目标 {len(assessment.goals)} 项", style="bold"), grid.table]


def _shortened(found: list[str]) -> str:
    """The first grounds; the file exports have them all."""
    more = f"；等{len(found)}处" if len(found) > _GROUNDS_SHOWN else ""
    return "；".join(found[:_GROUNDS_SHOWN]) + more


def _numbers(line: SectionLine | IndicatorLine) -> tuple[str, str, str, str]:
    return points(line.max), points(line.self_points), span(line.low, line.high), points(line.supported)


def _findings(review: Review, width: int) -> list[RenderableType]:
    """The doubts: under each root what follows from it, then what has been explained."""
    notes = [Text(f"常设说明没有用上：{problem}", style="yellow") for problem in review.unused]
    if not review.findings:
        return [Text("没有查出疑点。没有查出不等于没有问题。"), *notes]
    grid = Grid(
        width,
        ("级别", -4),
        ("代码", -4),
        ("说明", 38),
        ("涉及分", -6),
        ("位置", 16),
        ("建议", 24),
        right=(3,),
    )
    for finding in review.findings:
        follows, explanation = bool(finding.caused_by), finding.explanation
        stake = points(finding.points_at_stake)
        grid.row(
            Text(finding.severity.shown, style=_SEVERITY_STYLE[finding.severity]),
            finding.code,
            f"↳ 由此：{finding.message}" if follows else finding.message,
            f"({stake})" if follows else stake,  # already counted in the root's
            where(finding.places, _PLACES_SHOWN),
            explained(explanation) if explanation else "" if follows else finding.remedy,
            style="dim" if explanation else "",
        )
    return [Text(f"{tally(review)}，按涉及分排列", style="bold"), grid.table, *notes]
