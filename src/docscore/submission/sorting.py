"""What each paper of a submission is: the main report, an earlier version, the plan, a self-score table, evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..errors import InputError
from ..model import Paper, Part, Submission
from .signs import SCORES_TITLE, Signs

#: A paper of less weight is no main report (:attr:`Signs.weight`).
_ENOUGH = 40
#: Share of the shorter text's pieces that stand in the other from which on two papers are one text, in percent.
_SAME_TEXT = 50
#: The same for two formats of one paper, which differ in page numbers and broken lines.
_COPY = 95
_PREFERRED = ("docx", "doc", "text", "html", "ofd", "pdf", "xlsx", "xls", "image")


def sort_papers(folder: str, papers: Sequence[Signs], ruled: Mapping[str, Part]) -> Submission:
    """Says of each paper what it is.

    Args:
        folder: the submission's path as given.
        papers: the papers as read, in order of path, with their signs.
        ruled: parts that a person named, by path.

    Returns:
        The submission with exactly one main report.

    Raises:
        InputError: none is a report, and no person said which is.
    """
    parts: dict[str, tuple[Part, str]] = {}
    for signs in papers:
        paper = signs.paper
        if paper.part is Part.UNREAD:
            parts[paper.path] = (Part.UNREAD, paper.trouble)
        elif paper.document is None:
            parts[paper.path] = (Part.EVIDENCE, paper.trouble)
    readable = [signs for signs in papers if signs.paper.document is not None]
    report, told = _main_report(folder, readable, ruled)
    for signs in readable:
        parts[signs.paper.path] = _part(signs, report)
    for plan in sorted((s for s in readable if parts[s.paper.path][0] is Part.PLAN), key=_plan_rank)[1:]:
        parts[plan.paper.path] = (Part.EVIDENCE, "是方案，但另有一份的目标更多")
    for path in (signs.paper.path for signs in readable if signs.paper.path in ruled):
        if parts[path][0] is not ruled[path]:
            parts[path] = (ruled[path], "人工指定")
    rivals = [
        signs
        for signs in readable
        if signs is not report
        and signs.weight >= _ENOUGH
        and signs.paper.path not in ruled
        and parts[signs.paper.path][0] is Part.EVIDENCE
        and not _one_text(signs, report)
    ]
    for rival in rivals:
        path = rival.paper.path
        parts[path] = (Part.EVIDENCE, f"也像自评报告（{rival.why}），但 {report.paper.path} 更像")
        told.append(
            f"有两份像主报告：按 {report.paper.path}（{report.why}）评分，"
            f"没有按 {path}（{rival.why}）；不对时请用 --report 指定"
        )
    tables = [signs.paper.path for signs in readable if parts[signs.paper.path][0] is Part.SELF_SCORES]
    notices = (
        [f"有 {len(tables)} 份自评得分表，按 {tables[0]}；不对时请改材料清单"] if len(tables) > 1 else []
    )
    placed = tuple(_placed(signs, *parts[signs.paper.path]) for signs in papers)
    return Submission(folder, placed, notices=tuple(notices), rivals=tuple(told))


def _main_report(
    folder: str, readable: Sequence[Signs], ruled: Mapping[str, Part]
) -> tuple[Signs, list[str]]:
    """The report, and what a person should know of how it was chosen."""
    named = [signs for signs in readable if ruled.get(signs.paper.path) is Part.REPORT]
    if named:
        return named[0], []
    able = [signs for signs in readable if signs.paper.path not in ruled]
    able.sort(key=lambda signs: (-signs.weight, signs.paper.path))
    candidates = [signs for signs in able if signs.weight >= _ENOUGH]
    if not candidates:
        nearest = "、".join(signs.paper.path for signs in able if signs.weight > 0) or "没有相近的"
        raise InputError(
            folder,
            f"{len(able)} 份能读的材料里没有找到自评报告（按题目、自评得分表和内容判断；最相近的：{nearest}）",
            "请补上自评报告，或用 --report 指定哪一份是。",
        )
    best = candidates[0]
    newest = max(signs.year or 0 for signs in candidates)
    if best.year is not None and best.year < newest and best.titled_report:
        later = [signs for signs in candidates if signs.year == newest and signs.titled_report]
        best = later[0] if later else best
    versions = [best, *(signs for signs in candidates if signs is not best and _one_text(signs, best))]
    latest = max(versions, key=_recency)
    latest = min((s for s in versions if s is latest or _is_copy(s, latest)), key=_ease)
    unclear = [
        signs
        for signs in versions
        if signs is not latest and not _is_copy(signs, latest) and _age(signs) == _age(latest)
    ]
    told = [
        f"{signs.paper.path} 与 {latest.paper.path} 文字相近而数据不同，看不出先后，按后者评分；不对时请用 --report 指定"
        for signs in unclear
    ]
    return latest, told


def _part(signs: Signs, report: Signs) -> tuple[Part, str]:
    """What a readable paper is beside the report, and why."""
    path = report.paper.path
    if signs is report:
        return Part.REPORT, signs.why
    if signs.weight >= _ENOUGH or signs.titled_report or signs.self_rows:
        if _one_text(signs, report):
            share = _likeness(signs, report)
            if _is_copy(signs, report):
                return Part.EVIDENCE, f"与主报告 {path} 是同一份（文字相同 {share}%）"
            return Part.EARLIER, f"文字有 {share}% 与主报告相同，{_older(signs, report)}"
        if (
            signs.titled_report
            and signs.year is not None
            and report.year is not None
            and signs.year < report.year
        ):
            return Part.EARLIER, f"是 {signs.year} 年的报告，主报告是 {report.year} 年的"
    named = any(SCORES_TITLE.search(name) for name in signs.names)
    if signs.fitting_table or (signs.self_rows >= 2 and named):
        return Part.SELF_SCORES, f"是自评得分表，{signs.self_rows} 行对得上细则"
    if signs.is_plan:
        return Part.PLAN, f"题目是方案，写有 {signs.targets} 个目标数"
    return Part.EVIDENCE, "不是报告、自评表或方案"


def _older(signs: Signs, report: Signs) -> str:
    if signs.date and report.date and signs.date != report.date:
        return f"日期较{'早' if signs.date < report.date else '晚'}（{_day(signs)}，主报告 {_day(report)}）"
    if signs.version != report.version:
        return "文件名或题目写明是稿本" if signs.version < report.version else "看来比主报告新"
    return "看不出先后"


def _day(signs: Signs) -> str:
    assert signs.date is not None
    year, month, day = signs.date
    return f"{year}年{month}月" + (f"{day}日" if day else "")


def _age(signs: Signs) -> tuple[object, ...]:
    return signs.date or (0, 0, 0), signs.version


def _recency(signs: Signs) -> tuple[object, ...]:
    """Later dates, then later versions, then more words; the path decides between equals."""
    document = signs.paper.document
    assert document is not None
    return *_age(signs), document.coverage.characters, signs.paper.path


def _ease(signs: Signs) -> tuple[int, str]:
    """Of the copies of one paper, the one that reads best: Word before a PDF or a scan of it."""
    document = signs.paper.document
    assert document is not None
    kind = document.kind if document.kind in _PREFERRED else _PREFERRED[-1]
    return _PREFERRED.index(kind), signs.paper.path


def _is_copy(one: Signs, other: Signs) -> bool:
    """Whether two papers are one, maybe in two formats: the same values, or what two formats make of one text."""
    if one.values == other.values:
        return _one_text(one, other)
    formats = {signs.paper.kind for signs in (one, other)}
    drafts = one.version < 0 or other.version < 0
    return len(formats) == 2 and not drafts and one.date == other.date and _likeness(one, other) >= _COPY


def _plan_rank(signs: Signs) -> tuple[int, int, str]:
    """Plans with more of the rubric's metrics first, then with more targets."""
    claims = signs.assertions.claims if signs.assertions else {}
    return -len(claims), -signs.targets, signs.paper.path


def _one_text(one: Signs, other: Signs) -> bool:
    return _likeness(one, other) >= _SAME_TEXT


def _likeness(one: Signs, other: Signs) -> int:
    """Share of the shorter text that stands in the other too, in whole percent, rounded down."""
    shorter = min(len(one.shingles), len(other.shingles))
    return 100 * len(one.shingles & other.shingles) // shorter if shorter else 0


def _placed(signs: Signs, part: Part, reason: str) -> Paper:
    return replace(signs.paper, part=part, reason=reason, extraction=signs.extraction)
