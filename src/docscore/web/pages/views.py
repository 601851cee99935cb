"""The sheet as templates show it: sections, their lines, and the chain of the line that is open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ...desk import Desk, Focus, Opened, PageView, page_beside
from ...export.rule import Names as RuleNames
from ...export.rule import rule_rows
from ...export.words import ACTION
from ...model import (
    Action,
    CriterionLine,
    Decision,
    Finding,
    IndicatorLine,
    Kind,
    ReviewedLine,
    Rubric,
    SectionLine,
    Status,
    Trace,
    Value,
    Work,
)
from .exhibits import Exhibit, Names, of_line

#: A rule with at most so many attainable points gets a button for each.
_BUTTONS = 6
#: Reasons that reviewers give most; one click writes one, and it can be edited.
REASONS = ("以盖章佐证为准", "请补清单或名册", "口径按细则", "数据没有来源", "无佐证")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed that was not written down, and why: it stays in its fields.

    Attributes:
        subject: where the form stands: a criterion's id, or a finding's fingerprint.
        points: the points typed.
        reason: the reason typed.
        message: why it was not written.
        conflict: the entry of another person that stands there instead.
    """

    subject: str = ""
    points: str = ""
    reason: str = ""
    message: str = ""
    conflict: Decision | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """The open line: why it earns what it earns, and what can be decided.

    Attributes:
        rows: rows of the rule, each with whether it matched.
        exhibits: what it rests on, numbered.
        calculations: formulas of its values in words.
        missing: names of what the papers do not say.
        findings: open doubts about it, gravest first.
        choices: points as buttons; empty where a number is typed.
        least: least points that can be given.
        most: most points that can be given.
        metrics: id and name of every metric that a figure can be bound to.
    """

    rows: tuple[tuple[str, bool], ...]
    exhibits: tuple[Exhibit, ...]
    calculations: tuple[str, ...]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    choices: tuple[Decimal, ...]
    least: Decimal
    most: Decimal
    metrics: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the sheet; ``chain`` is set where it is open. ``own`` is its self-score, or that of its indicator."""

    reviewed: ReviewedLine
    own: Decimal | None
    chain: Chain | None = None

    @property
    def line(self) -> CriterionLine:
        """The line as scored."""
        return self.reviewed.line

    @property
    def last(self) -> int:
        """Number of the newest entry about it."""
        return max((entry.seq for entry in self.reviewed.history), default=0)


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator; its own row is shown where it has several lines."""

    indicator: IndicatorLine
    lines: tuple[LineView, ...]

    def holds(self, criteria: Collection[str]) -> bool:
        """Whether one of these lines is among its own."""
        return any(line.line.id in criteria for line in self.lines)


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with how much of it is decided."""

    key: str
    section: SectionLine
    indicators: tuple[IndicatorView, ...]
    decided: int
    count: int

    def holds(self, criteria: Collection[str]) -> bool:
        """Whether one of these lines is among its own."""
        return any(indicator.holds(criteria) for indicator in self.indicators)


@dataclass(frozen=True, slots=True)
class SheetView:
    """A submission's sheet as its page shows it.

    Attributes:
        opened: the submission.
        sections: its lines.
        open: id of the open line; empty for none.
        page: the page beside it; ``None`` where no page of the report can be shown.
        figure: number of the exhibit that was asked for; 0 for none.
        roots: open doubts that no other causes, each with what follows from it.
        settled: doubts that are dismissed or explained.
        decided: how many lines are decided.
        confirmed: points decided so far.
        typed: what was typed and not written down.
        paper: it is to be printed: many lines are open, none can be decided.
    """

    opened: Opened
    sections: tuple[SectionView, ...]
    open: str
    page: PageView | None
    figure: int
    roots: tuple[tuple[Finding, tuple[Finding, ...]], ...]
    settled: tuple[Finding, ...]
    decided: int
    confirmed: Decimal
    typed: Typed
    paper: bool = False

    @property
    def signed(self) -> bool:
        """Whether it is locked."""
        return self.opened.sheet.work is Work.SIGNED

    def counted(self, severity: str) -> int:
        """How many open doubts are of a severity."""
        return sum(1 for root, _ in self.roots if root.severity.value == severity)

    def line(self, criterion: str) -> LineView:
        """The line of a criterion."""
        return next(
            line
            for section in self.sections
            for indicator in section.indicators
            for line in indicator.lines
            if line.line.id == criterion
        )


def sheet_view(
    desk: Desk,
    opened: Opened,
    criterion: str,
    figure: int = 0,
    typed: Typed = Typed(),
    *,
    paper: bool = False,
) -> SheetView:
    """The sheet with one line open.

    Args:
        desk: the desk, for the rules.
        opened: the submission.
        criterion: id of the open line; unknown or empty for none.
        figure: number of the exhibit that the page shows.
        typed: what was typed and not written down.
        paper: for printing: every line is open that is decided, doubtful or not simply met.
    """
    rubric = opened.assessment.rubric
    sheet = opened.sheet
    criterion = criterion if criterion in sheet.lines else ""
    chains = {
        key: _chain(opened, rubric, line)
        for key, line in sheet.lines.items()
        if key == criterion or (paper and _worth_paper(opened, line))
    }
    sections = tuple(
        _section(section, sheet.lines, number, chains)
        for number, section in enumerate(opened.assessment.sheet.sections)
    )
    said = [line.points for line in sheet.lines.values() if line.points is not None]
    roots, settled = doubts(opened)
    return SheetView(
        opened=opened,
        sections=sections,
        open=criterion,
        page=page_beside(desk, opened, Focus(criterion, figure=figure)),
        figure=figure,
        roots=roots,
        settled=settled,
        decided=len(said),
        confirmed=sum(said, Decimal(0)),
        typed=typed,
        paper=paper,
    )


def _worth_paper(opened: Opened, line: ReviewedLine) -> bool:
    doubted = any(line.line.id in one.finding.criteria for one in opened.sheet.findings.values())
    return line.decision is not None or doubted or line.line.outcome.status is not Status.MET


def next_open(opened: Opened, after: str = "") -> str:
    """The next line that is not decided, in the order of the sheet, beginning after *after*; empty if there is none."""
    keys = list(opened.sheet.lines)
    at = keys.index(after) + 1 if after in keys else 0
    waiting = (key for key in keys[at:] + keys[:at] if opened.sheet.lines[key].decision is None)
    return next(waiting, "")


def doubts(
    opened: Opened,
) -> tuple[tuple[tuple[Finding, tuple[Finding, ...]], ...], tuple[Finding, ...]]:
    """Open doubts with what follows from each, by points at stake; and those that are settled."""
    known = opened.sheet.findings
    open_ = [
        one.finding for one in known.values() if one.decision is None and one.finding.explanation is None
    ]
    prints = {finding.fingerprint for finding in open_}
    following: dict[str, list[Finding]] = {}
    for finding in open_:
        if finding.caused_by in prints:
            following.setdefault(finding.caused_by, []).append(finding)
    roots = [finding for finding in open_ if finding.caused_by not in prints]
    settled = [
        one.finding
        for one in known.values()
        if one.decision is not None or one.finding.explanation is not None
    ]
    return tuple((root, tuple(following.get(root.fingerprint, ()))) for root in roots), tuple(settled)


def done(entry: Decision) -> str:
    """What an entry did, in a word or two with its value: 改分 3, 认可 5, 更正数据 137个."""
    word = ACTION[entry.action]
    return f"{word} {entry.value}".strip() if entry.action is not Action.WITHDRAW else f"撤回 #{entry.value}"


def told(entry: Decision) -> str:
    """What was just written, for the line that tells it: 已记 #12：S1.1.1 改分 3."""
    about = entry.subject.key if entry.subject.kind is Kind.CRITERION else ""
    return f"已记 #{entry.seq}：{f'{about} ' if about else ''}{done(entry)}"


def names_of(rubric: Rubric) -> Names:
    """Chinese names of the rubric's metrics and facts."""
    return Names(rubric.metrics, rubric.facts)


def _section(
    section: SectionLine,
    reviewed: dict[str, ReviewedLine],
    number: int,
    chains: Mapping[str, Chain],
) -> SectionView:
    indicators = tuple(
        IndicatorView(
            indicator,
            tuple(
                LineView(
                    reviewed[line.id],
                    _own(indicator, line),
                    chains.get(line.id),
                )
                for line in indicator.criteria
            ),
        )
        for indicator in section.indicators
    )
    lines = [line for indicator in indicators for line in indicator.lines]
    decided = sum(1 for line in lines if line.reviewed.decision is not None)
    return SectionView(f"sec-{number}", section, indicators, decided, len(lines))


def _own(indicator: IndicatorLine, line: CriterionLine) -> Decimal | None:
    """The self-score of a line; that of its indicator where it is the only line of it."""
    if line.self_points is not None or len(indicator.criteria) > 1:
        return line.self_points
    return indicator.self_points


def _chain(opened: Opened, rubric: Rubric, reviewed: ReviewedLine) -> Chain:
    line = reviewed.line
    rule = next(criterion.rule for criterion in rubric.criteria() if criterion.id == line.id)
    rows = tuple(rule_rows(rule, RuleNames(rubric.metrics, rubric.facts)))
    hit = line.outcome.trace.row
    about = [
        one.finding
        for one in opened.sheet.findings.values()
        if line.id in one.finding.criteria and one.decision is None and one.finding.explanation is None
    ]
    names = names_of(rubric)
    fixed = sorted({option.low for option in rule.attainable})
    buttons = all(option.low == option.high for option in rule.attainable) and len(fixed) <= _BUTTONS
    return Chain(
        rows=tuple((row, bool(hit) and row.startswith(hit)) for row in rows),
        exhibits=of_line(line, names),
        calculations=_calculations(line.outcome.trace),
        missing=tuple(
            dict.fromkeys(names.metric(key) for v in line.outcome.trace.values for key in _lacking(v))
        ),
        findings=tuple(about),
        choices=tuple(fixed) if buttons and len(fixed) > 1 else (),
        least=min(Decimal(0), line.outcome.low),
        most=max(line.max, line.outcome.high),
        metrics=tuple((key, metric.name) for key, metric in rubric.metrics.items()),
    )


def _calculations(trace: Trace) -> tuple[str, ...]:
    """The formulas of a trace that its reason does not already tell."""
    found = []
    for value in trace.values:
        found += [value.formula, value.derivation.formula if value.derivation else ""]
    return tuple(formula for formula in dict.fromkeys(found) if formula and formula not in trace.reason)


def _lacking(value: Value) -> tuple[str, ...]:
    return value.missing or ((value.metric,) if value.interval is None else ())
