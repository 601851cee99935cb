"""A submission as one HTML page to send, file and print: totals, lines, doubts, page pictures with marks, journal.

Nothing is loaded from anywhere: pictures are in the page, there is no script, and a policy in its head forbids both.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from ..model import MARK_NAMES, DrawnMark, Kind, MarkKind, ReviewedLine
from ..personal import mask_text
from .dossier import UNSIGNED, Dossier
from .imprint import imprint
from .words import ACTION, BLANK, STATUS, explained, grounds, moment, points, span, where

_INK = {
    MarkKind.ACTUAL: "#1A56AE",
    MarkKind.TARGET: "#55640E",
    MarkKind.REFERENCE: "#6A5640",
    MarkKind.SELF_SCORE: "#7A2E86",
    MarkKind.DENIED: "#B3261E",
    MarkKind.DOUBT: "#B3261E",
}
_BAR, _TALL = 120, 22


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as a picture.

    Attributes:
        number: 1-based.
        picture: JPEG.
        size: width and height in PDF points.
        marks: what is marked on it.
    """

    number: int
    picture: bytes
    size: tuple[float, float]
    marks: tuple[DrawnMark, ...]


def report_html(dossier: Dossier, pages: Sequence[PrintedPage], note: str = "") -> str:
    """The page.

    Args:
        dossier: the submission.
        pages: of its main report.
        note: why there are none.
    """
    style = files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    body = "".join(_body(dossier, pages, note))
    title = escape(f"{dossier.name} 复核报告")
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<meta name="renderer" content="webkit">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{_masked(title, dossier)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )


def _body(dossier: Dossier, pages: Sequence[PrintedPage], note: str) -> Iterator[str]:
    words = "".join((*_head(dossier), *_lines(dossier), *_doubts(dossier)))
    yield _masked(words, dossier)
    yield "<h2>原文</h2>\n"
    if note:
        yield f'<p class="note">{escape(note)}。</p>\n'
    if pages:
        legend = "".join(
            f'<span><i style="background:{_INK[kind]}"></i>{name}</span>' for kind, name in MARK_NAMES.items()
        )
        yield f'<p class="legend">{legend}</p>\n'
    for page in pages:
        yield _page(dossier, page)
    yield _masked("".join(_journal(dossier)), dossier)
    yield _masked("".join(_imprint(dossier)), dossier)


def _masked(text: str, dossier: Dossier) -> str:
    return mask_text(text) if dossier.masked else text


def _head(dossier: Dossier) -> Iterator[str]:
    sheet = dossier.sheet
    yield f'<h1>{escape(dossier.name)} 复核报告</h1>\n<p class="note">{escape(dossier.assessment.sheet.title)}</p>\n'
    if not dossier.signed:
        yield f'<p class="draft">{UNSIGNED}</p>\n'
    total = span(sheet.low, sheet.high) if sheet.total is None else points(sheet.total)
    name = "复核区间" if sheet.total is None else "复核得分"
    own = dossier.self_total
    less = None if own is None or sheet.total is None else own - sheet.total
    cells = (
        ("自评得分", points(own)),
        (name, total),
        ("差值（自评−复核）", points(less)),
        ("有据", points(sheet.supported)),
    )
    yield f'<div class="totals">{"".join(f"<div>{head}<b>{text}</b></div>" for head, text in cells)}</div>\n'


def _lines(dossier: Dossier) -> Iterator[str]:
    yield "<h2>评分表</h2>\n<table><thead><tr>"
    yield "".join(
        f"<th>{head}</th>"
        for head in ("评分项", "满分", "自评", "区间", "状态", "依据", "复核", "意见和扣分原因")
    )
    yield "</tr></thead><tbody>\n"
    for section in dossier.assessment.sheet.sections:
        for indicator in section.indicators:
            own = f"　自评 {points(indicator.self_points)}" if indicator.self_points is not None else ""
            yield f'<tr class="group"><td colspan="8">{escape(section.name)} › {escape(indicator.name)}{own}</td></tr>\n'
            for line in indicator.criteria:
                yield _line(dossier, dossier.sheet.lines[line.id])
    yield "</tbody></table>\n"


def _line(dossier: Dossier, reviewed: ReviewedLine) -> str:
    line, decision = reviewed.line, reviewed.decision
    outcome = line.outcome
    said = ""
    if decision:
        reason = dossier.deductions.get(line.id) or decision.reason
        said = f'<span class="said">{ACTION[decision.action]}</span>（{escape(decision.by)}）{escape(reason)}'
    return (
        f'<tr id="c-{escape(line.id)}"><td>{escape(line.name)}<br><span class="note">{escape(line.clause)}</span></td>'
        f'<td class="n">{points(line.max)}</td><td class="n own">{points(line.self_points)}</td><td>{_bar(reviewed)}</td>'
        f'<td class="s">{STATUS[outcome.status]}</td>'
        f"<td>{escape('；'.join(grounds(outcome)) or outcome.trace.reason or BLANK)}</td>"
        f'<td class="n said">{points(reviewed.points)}</td><td>{said}</td></tr>\n'
    )


def _bar(reviewed: ReviewedLine) -> str:
    """The interval as a bar: certain, grounded, not ruled out; the self-score above, the decision below."""
    line = reviewed.line
    outcome = line.outcome
    told = f"[{points(outcome.low)}, {points(outcome.high)}]，有据 {points(outcome.supported)}"
    if line.max <= 0:
        return escape(told)

    def at(value: object) -> float:
        share = max(0.0, min(1.0, float(str(value)) / float(line.max)))
        return 1 + share * (_BAR - 2)

    low, mid, high = at(outcome.low), at(outcome.supported), at(outcome.high)
    parts = [
        f'<rect x="1" y="7" width="{_BAR - 2}" height="8" fill="none" stroke="#BFC3C8"/>',
        f'<rect x="1" y="7" width="{low - 1:.1f}" height="8" fill="#0B4A52"/>',
        f'<rect x="{low:.1f}" y="7" width="{mid - low:.1f}" height="8" fill="#3A8A94"/>',
        f'<rect x="{mid:.1f}" y="9" width="{high - mid:.1f}" height="4" fill="#3A8A94" fill-opacity="0.35"/>',
    ]
    if line.self_points is not None:
        x = at(line.self_points)
        parts.append(f'<path d="M{x - 4:.1f} 1h8l-4 6z" fill="#7A2E86"/>')
    if reviewed.points is not None:
        x = at(reviewed.points)
        parts.append(f'<path d="M{x:.1f} 14l4 4-4 4-4-4z" fill="#17683A"/>')
    return (
        f'<svg width="{_BAR + 8}" height="{_TALL}" viewBox="-4 0 {_BAR + 8} {_TALL}" role="img" aria-label="{escape(told)}">'
        f"<title>{escape(told)}</title>{''.join(parts)}</svg>"
    )


def _doubts(dossier: Dossier) -> Iterator[str]:
    yield "<h2>疑点</h2>\n"
    if not dossier.sheet.findings:
        yield "<p>没有查出疑点。没有查出不等于没有问题。</p>\n"
        return
    yield "<table><thead><tr>"
    yield "".join(f"<th>{head}</th>" for head in ("级别", "代码", "说明", "涉及分", "位置", "建议", "意见"))
    yield "</tr></thead><tbody>\n"
    for reviewed in dossier.sheet.findings.values():
        finding, decision = reviewed.finding, reviewed.decision
        said = f"{ACTION[decision.action]}（{decision.by}）{decision.reason}" if decision else ""
        remedy = explained(finding.explanation) if finding.explanation else finding.remedy
        yield (
            f'<tr><td class="level {finding.severity.value}">{finding.severity.shown}</td><td>{finding.code}</td>'
            f'<td>{escape(finding.message)}</td><td class="n">{points(finding.points_at_stake)}</td>'
            f"<td class='w'>{escape(where(finding.places, 3))}</td><td class='w'>{escape(remedy)}</td><td>{escape(said)}</td></tr>\n"
        )
    yield "</tbody></table>\n"
    held = len(dossier.assessment.review.reconciled)
    yield f'<p class="note">另有 {held} 处核对通过。</p>\n'


def _page(dossier: Dossier, page: PrintedPage) -> str:
    width, height = page.size
    picture = b64encode(page.picture).decode()
    marks = "".join(_mark(dossier, drawn) for drawn in page.marks)
    return (
        f'<figure id="p-{page.number}"><figcaption>第 {page.number} 页</figcaption>'
        f'<svg viewBox="0 0 {width:.1f} {height:.1f}" role="img" aria-label="第 {page.number} 页">'
        f'<image href="data:image/jpeg;base64,{picture}" width="{width:.1f}" height="{height:.1f}" '
        f'preserveAspectRatio="none"/>{marks}</svg></figure>\n'
    )


def _mark(dossier: Dossier, drawn: DrawnMark) -> str:
    mark = drawn.mark
    ink = _INK[mark.kind]
    outlined = drawn.whole or mark.kind is MarkKind.DOUBT
    fill = 'fill="none"' if outlined else f'fill="{ink}" fill-opacity="0.16"'
    boxes = "".join(
        f'<rect x="{x0 - 1:.1f}" y="{top - 1:.1f}" width="{x1 - x0 + 2:.1f}" height="{bottom - top + 2:.1f}" {fill} '
        f'stroke="{ink}" stroke-width="0.8"/>'
        for x0, top, x1, bottom in drawn.boxes
    )
    inside = f"<title>{_masked(escape(mark.label), dossier)}</title>{boxes}"
    return f'<a href="#c-{escape(mark.criterion)}">{inside}</a>' if mark.criterion else f"<g>{inside}</g>"


def _journal(dossier: Dossier) -> Iterator[str]:
    names = {line.id: line.name for line in dossier.assessment.sheet.criteria()}
    yield "<h2>记录</h2>\n"
    if not dossier.decisions:
        yield "<p>还没有复核记录。</p>\n"
        return
    yield "<table><thead><tr>"
    yield "".join(
        f"<th>{head}</th>" for head in ("序号", "时间（UTC）", "人", "动作", "对象", "内容", "理由")
    )
    yield "</tr></thead><tbody>\n"
    for entry in dossier.decisions:
        about = (
            names.get(entry.subject.key, entry.subject.key)
            if entry.subject.kind is not Kind.SHEET
            else "整份材料"
        )
        texts = (
            str(entry.seq),
            moment(entry.at),
            entry.by,
            ACTION[entry.action],
            about,
            entry.value,
            entry.reason,
        )
        yield f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in texts)}</tr>\n"
    yield "</tbody></table>\n"


def _imprint(dossier: Dossier) -> Iterator[str]:
    yield "<h2>底稿信息</h2>\n<table><tbody>\n"
    for head, text in imprint(dossier):
        yield f'<tr><th>{escape(head)}</th><td class="hash">{escape(text)}</td></tr>\n'
    yield "</tbody></table>\n<p>主评人（签字）：　　　　　　　　复核人（签字）：　　　　　　　　日期：　　　年　　月　　日</p>\n"
