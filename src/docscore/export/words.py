"""The Chinese words and number forms that all exports share, so that screen, file and workbook agree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from ..model import (
    Action,
    Comparator,
    Document,
    Explanation,
    Figure,
    Outcome,
    Place,
    Review,
    Role,
    Status,
    Work,
    plain,
    round_points,
)

STATUS = {
    Status.MET: "●达标",
    Status.NOT_MET: "⊖未达标",
    Status.JUDGEMENT: "◐待评议",
    Status.NO_EVIDENCE: "◌无佐证",
    Status.AMBIGUOUS: "＋踩线",
    Status.CONFLICT: "≠数据不一",
    Status.CONTRADICTED: "✕自相矛盾",
    Status.PENDING: "…待外部数据",
    Status.NOT_APPLICABLE: "⁄不适用",
    Status.VETOED: "一票否决",
}

#: What a reviewer does, as the workbench names it.
ACTION = {
    Action.ACCEPT: "认可",
    Action.SET: "改分",
    Action.COMMENT: "备注",
    Action.DISMISS: "不成立",
    Action.EXPLAIN: "常设说明",
    Action.CORRECT: "更正数据",
    Action.RELINK: "改对应",
    Action.SECOND: "二审同意",
    Action.SIGN: "签发",
    Action.REOPEN: "退回",
    Action.WITHDRAW: "撤回",
}

#: How far a sheet is.
WORK = {
    Work.NEW: "未开始",
    Work.OPEN: "复核中",
    Work.SECOND: "待二审",
    Work.READY: "可签发",
    Work.SIGNED: "已签发",
}

ROLE = {
    Role.ACTUAL: "实际",
    Role.TARGET: "目标",
    Role.THRESHOLD: "门槛",
    Role.SCORE: "得分",
    Role.CHANGE: "变化",
    Role.REFERENCE: "参照",
    Role.OTHER: "其他",
}

#: How a figure bounds what it speaks of, as a sign before its value.
COMPARATOR = {
    Comparator.EQ: "",
    Comparator.GE: "≥",
    Comparator.GT: "＞",
    Comparator.LE: "≤",
    Comparator.LT: "＜",
    Comparator.APPROX: "约",
    Comparator.RANGE: "",
}

#: Stands on every paper that leaves the program: nothing is a score until a person signs.
PROVISIONAL = "预审结果，以人工复核为准"

BLANK = "—"

_PAGE = re.compile(r"第\d{1,6}页")
_REASONS_SHOWN = 3
_PLACES_SHOWN = 8


def points(value: Decimal | None) -> str:
    """Points as people write them: 5, 11.19; a dash for what the document does not give (never 0)."""
    return BLANK if value is None else f"{round_points(value):f}"


def span(low: Decimal, high: Decimal) -> str:
    """An interval of points: ``[3, 5]``, or one number where both ends agree."""
    return points(low) if low == high else f"[{points(low)}, {points(high)}]"


def amount(figure: Figure) -> str:
    """The value of a figure in its base unit: 4167785元, ≥2场, 1～2家."""
    quantity = figure.quantity
    value = f"{plain(quantity.value):f}"
    if quantity.value_max is not None:
        value += f"～{plain(quantity.value_max):f}"
    return f"{COMPARATOR[quantity.comparator]}{value}{quantity.unit}"


def one_line(text: str, limit: int = 0) -> str:
    """*text* on one line; cut to *limit* characters with an ellipsis, if a limit is given."""
    flat = " ".join(text.split())
    return flat if not limit or len(flat) <= limit else f"{flat[: limit - 1]}…"


def where(places: Iterable[Place], limit: int = 0) -> str:
    """Places as a person reads them, each once; beyond *limit*, if one is given, only their number."""
    labels = list(dict.fromkeys(place.label for place in places))
    if not labels:
        return BLANK
    if limit and len(labels) > limit:
        return f"{'、'.join(labels[:limit])} 等{len(labels)}处"
    return "、".join(labels)


def grounds(outcome: Outcome) -> list[str]:
    """What an outcome rests on, as short phrases: each value and each statement, with its place."""
    found = []
    for value in outcome.trace.values:
        if value.printed:
            places = [claim.figure.place for claim in value.all_claims()]
            found.append(f"{value.formula or value.printed}{f'（{where(places)}）' if places else ''}")
    quotes = [f"“{one_line(said.text, 24)}”（{said.place.label}）" for said in outcome.trace.statements]
    return found + quotes


def moment(at: str) -> str:
    """When, by this machine's clock: 2026-09-28 16:05. Journals write ISO 8601 in UTC; people live in local time."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def explained(explanation: Explanation) -> str:
    """A standing explanation in one sentence: 已有说明：…（某人，2021-10-12，有效至 2022-12-31）."""
    told = f"{explanation.by}，{explanation.given}，有效至 {explanation.until}"
    return f"已有说明：{explanation.reason}（{told}）"


def tally(review: Review) -> str:
    """How many doubts there are, how many of them are roots, and how many have been explained."""
    roots, alarms = len(review.roots), len(review.alarms)
    words = f"疑点 {alarms} 条"
    words += f"，归到 {roots} 个根源" if roots < alarms else ""
    stilled = len(review.findings) - alarms
    return words + (f"；另有 {stilled} 条已有说明" if stilled else "")


def coverage(document: Document) -> str:
    """What was read of a document and what was not, in one line: 已读 19/20 页，3 表，12218 字；未读 第3页：为扫描件，未识别."""
    read = document.coverage
    size = f"{len(document.blocks)} 段" if read.pages is None else f"{read.pages_read}/{read.pages} 页"
    line = f"已读 {size}，{read.tables} 表，{read.characters} 字"
    if not read.unread:
        return line
    by_reason: dict[str, list[str]] = {}
    for place, reason in read.unread:
        by_reason.setdefault(reason, []).append(place)
    told = [f"{_joined(places)}{'：' if places[0] else ''}{reason}" for reason, places in by_reason.items()]
    more = f"；等 {len(told)} 项" if len(told) > _REASONS_SHOWN else ""
    return f"{line}；未读 {'；'.join(told[:_REASONS_SHOWN])}{more}"


def remarks(document: Document) -> list[str]:
    """The warnings that :func:`coverage` does not tell."""
    told = {f"{place}{reason}" for place, reason in document.coverage.unread}
    return [warning for warning in document.warnings if warning not in told]


def _joined(places: list[str]) -> str:
    """Places in one word, runs of pages as 第3–5页."""
    pages = [int(place[1:-1]) for place in places if _PAGE.fullmatch(place)]
    others = [place for place in places if not _PAGE.fullmatch(place)]
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    ranges = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    if ranges:
        others.insert(0, f"第{'、'.join(ranges)}页")
    more = "等" if len(others) > _PLACES_SHOWN else ""
    return "、".join(others[:_PLACES_SHOWN]) + more
