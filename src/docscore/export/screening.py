"""The report of a batch as tables, which the workbook and the page show alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import CohortFinding, Finding, Place, Screened, Severity
from .dossier import Ranked
from .ranking import place, remark
from .words import BLANK, points, span

_PLACES = 4


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was not read.

    Attributes:
        unit: name of the unit.
        path: of the file; empty for the whole submission.
        trouble: why.
        whole: the whole file was not read; else a part of it.
    """

    unit: str
    path: str
    trouble: str
    whole: bool


@dataclass(frozen=True)
class Screening:
    """What a batch came to.

    Attributes:
        title: of the batch.
        rubric: the rules, as a person names them.
        unit: whom the rubric scores: 县（市、区）.
        ranked: the batch in order.
        kept: what is kept of each submission, by id.
        names: of the units, by id.
        findings: X findings, the gravest first.
        pages: by id how many pages were read, and how many there are; ``None`` where the formats have none.
        unread: what was not read.
        removed: names of what is no longer where it was read.
    """

    title: str
    rubric: str
    unit: str
    ranked: Sequence[Ranked]
    kept: Mapping[str, Screened]
    names: Mapping[str, str]
    findings: Sequence[CohortFinding]
    pages: Mapping[str, tuple[int | None, int | None]]
    unread: Sequence[Unread]
    removed: Sequence[str]

    @property
    def has_forms(self) -> bool:
        """Whether its submissions are self-evaluation forms."""
        return any(one.form for one in self.kept.values())


@dataclass(frozen=True)
class Table:
    """A table of the report.

    Attributes:
        name: of its sheet and its heading.
        columns: title and width of each.
        rows: texts, as they are shown.
        note: what a reader must know of it.
        empty: what is said where it has no rows.
    """

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Sequence[tuple[str, ...]]
    note: str = ""
    empty: str = "没有"


def summary(screening: Screening) -> str:
    """The batch in one sentence."""
    entries = [one.entry for one in screening.ranked]
    failed = sum(1 for entry in entries if entry.trouble)
    scored = len(entries) - failed
    told = [
        f"评出自评表 {scored} 张" if screening.has_forms else f"共 {len(entries)} 份材料，评出 {scored} 份"
    ]
    if failed:
        told.append(f"没有读出 {failed} 份")
    vetoed = sum(1 for entry in entries if entry.vetoed)
    pending = sum(1 for entry in entries if entry.pending)
    if vetoed:
        told.append(f"出现一票否决情形 {vetoed} 份")
    if pending:
        told.append(f"有条目待外部数据 {pending} 份")
    told.append(f"单位之间的疑点 {len(screening.findings)} 条")
    if screening.removed:
        gone, place = (
            ("原件已移走，或已没有这张表的", "汇总") if screening.has_forms else ("原件已移走", "排名")
        )
        told.append(f"{gone} {len(screening.removed)} 份，不计入{place}：{'、'.join(screening.removed)}")
    return "；".join(told)


def tables(screening: Screening) -> tuple[Table, ...]:
    """All tables but the ranking, in order."""
    unit = (screening.unit, 20)
    return (
        Table(
            "疑点",
            (("级别", 6), unit, ("代码", 7), ("说明", 60), ("涉及分", 8), ("位置", 40), ("建议", 36)),
            list(_doubts(screening)),
            "先列单位之间的疑点（X），再列各单位的，按级别和涉及分。已有常设说明的不列。",
        ),
        Table(
            "自评与复核",
            (unit, ("指标", 34), ("满分", 8), ("自评", 8), ("下限", 8), ("有据", 8), ("上限", 8), ("差值", 8), ("情况", 18)),
            list(_lines(screening)),
            "差值＝自评−有据。有据，是材料自身的内容能支持的得分；自评在上下限以外的列在前面。",
        ),
        Table(
            "没有读的",
            (unit, ("文件", 40), ("范围", 8), ("原因", 70)),
            [(one.unit, one.path or BLANK, "整份" if one.whole else "部分", one.trouble) for one in screening.unread],
            "没有读的内容不参与评分，也不当作 0。",
        ),
        Table(
            "覆盖",
            (unit, ("页数", 10), ("已读页", 10), ("没有读的", 10), ("高", 7), ("中", 7), ("低", 7)),
            list(_coverage(screening)),
        ),
    )  # fmt: skip


def _lines(screening: Screening) -> Iterator[tuple[str, ...]]:
    """Lines whose self-score the papers do not bear out, farthest first, then the others unit by unit."""
    rows = []
    for order, one in enumerate(screening.ranked):
        kept = screening.kept.get(one.entry.id)
        for position, line in enumerate(kept.lines if kept else ()):
            less = line.self_points - line.supported
            told = ""
            if line.self_points > line.high:
                told = "自评高于上限"
            elif line.self_points < line.low:
                told = "自评低于下限"
            key = (not told, -abs(less) if told else 0, order, position)
            numbers = (line.max, line.self_points, line.low, line.supported, line.high, less)
            rows.append((key, (one.entry.name, line.name, *map(points, numbers), told)))
    return (row for _, row in sorted(rows, key=lambda row: row[0]))


def _doubts(screening: Screening) -> Iterator[tuple[str, ...]]:
    for across in screening.findings:
        names = "、".join(screening.names.get(one, one) for one in across.units)
        yield _doubt(names, across.finding)
    own = [
        (finding.severity.order, -finding.points_at_stake, order, position, one.entry.name, finding)
        for order, one in enumerate(screening.ranked)
        if (kept := screening.kept.get(one.entry.id)) is not None
        for position, finding in enumerate(kept.findings)
        if finding.explanation is None and not finding.caused_by
    ]
    for *_, name, finding in sorted(own, key=lambda row: row[:4]):
        yield _doubt(name, finding)


def _doubt(unit: str, finding: Finding) -> tuple[str, ...]:
    stake = points(finding.points_at_stake) if finding.points_at_stake else BLANK
    return (
        finding.severity.shown,
        unit,
        finding.code,
        finding.message,
        stake,
        _where(finding.places),
        finding.remedy,
    )


def _where(places: Sequence[Place]) -> str:
    labels = [place.label for place in places]  # it names the paper where it is another than the report
    told = list(dict.fromkeys(labels))
    more = f"；另 {len(told) - _PLACES} 处" if len(told) > _PLACES else ""
    return "；".join(told[:_PLACES]) + more or BLANK


def _coverage(screening: Screening) -> Iterator[tuple[str, ...]]:
    for one in screening.ranked:
        read, pages = screening.pages.get(one.entry.id, (None, None))
        kept = screening.kept.get(one.entry.id)
        roots = [
            finding.severity
            for finding in (kept.findings if kept else ())
            if finding.explanation is None and not finding.caused_by
        ]
        counts = [str(roots.count(level)) if kept else BLANK for level in Severity]
        unread = sum(1 for thing in screening.unread if thing.unit == one.entry.name)
        yield (
            one.entry.name,
            BLANK if pages is None else str(pages),
            BLANK if read is None else str(read),
            str(unread),
            *counts,
        )


def ranking_rows(screening: Screening) -> list[tuple[str, ...]]:
    """The ranking as the page shows it: place, unit, self-score, points, remark."""
    rows: list[tuple[str, ...]] = []
    for one in screening.ranked:
        entry = one.entry
        total = BLANK if entry.low is None or entry.high is None else span(entry.low, entry.high)
        scored = (entry.self_total, entry.supported)
        told = [BLANK if value is None else points(value) for value in scored]
        less = (
            BLANK
            if entry.self_total is None or entry.supported is None
            else points(entry.self_total - entry.supported)
        )
        rows.append(
            (place(one), entry.name, told[0], total, told[1], less, one.grade or BLANK, remark(entry))
        )
    return rows
