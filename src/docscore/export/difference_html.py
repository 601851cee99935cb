"""A difference as one HTML page: what each side says, side by side, with its figures marked; nothing is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files

from ..model import Difference, Figure, FigurePair, Side, Standing, SubmissionDifference
from .difference import (
    DOUBT,
    Group,
    by_how_much,
    criteria,
    doubt_row,
    doubts,
    file_name,
    groups,
    moved,
    named,
    place,
    printed,
    read_of,
    remark,
    share,
    shift_rows,
    tally,
    totals,
)
from .words import BLANK, PROVISIONAL

_REACH = 110  # characters shown before and after a figure
_PLACES_SHOWN = 5
_SENTENCE = 4  # a figure with fewer characters around it is shown with what it counts


def difference_html(whole: SubmissionDifference, names: Mapping[str, str]) -> str:
    """One self-contained page, without script.

    Args:
        whole: what was compared.
        names: metric id → its name.

    Returns:
        HTML5 in UTF-8: for each pair of papers what moves the score, what else changed and what only one side has, as
        sentences side by side; what agrees is folded.
    """
    title = f"{file_name(whole.left)} → {file_name(whole.right)} · 数据差异"
    several = len(whole.papers) > 1
    body = "".join(_paper(difference, names, several=several) for difference in whole.papers)
    body += "".join(
        f"<h2>{label}的材料 {len(papers)} 份</h2>\n<p>{escape('、'.join(papers))}</p>\n"
        for label, papers in (("只在 A ", whole.gone), ("只在 B ", whole.added))
        if papers
    )
    style = files(__package__).joinpath("difference.css").read_text(encoding="utf-8")
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="renderer" content="webkit">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<header><h1>数据差异</h1><p><b>A</b> {escape(whole.left)}</p><p><b>B</b> {escape(whole.right)}</p>"
        f'<p class="faint">{PROVISIONAL}。</p></header>\n<main>\n{body}</main>\n</body>\n</html>\n'
    )


def _paper(difference: Difference, names: Mapping[str, str], *, several: bool) -> str:
    left, right = difference.left.document.path, difference.right.document.path
    parts = [f"<h2>{escape(left)} → {escape(right)}</h2>\n"] if several else []
    told = (remark(difference), totals(difference), tally(difference))
    parts += [f"<p>{escape(line)}</p>\n" for line in told if line]
    parts += [f'<p class="faint">{escape(line)}</p>\n' for line in read_of(difference)]
    parts += [_group(difference, group, names) for group in groups(difference)]
    parts += _score(difference)
    equal = difference.of(Standing.EQUAL)
    if equal:
        rows = [
            (
                named(p, names),
                printed(p.left),
                place(p.left),
                printed(p.right),
                place(p.right),
                "写法不同" if p.reworded else "",
            )
            for p in equal
        ]
        table = _table(("指标", "A 所写", "A 位置", "B 所写", "B 位置", ""), rows)
        parts.append(f"<details><summary>一致 {len(equal)} 处，已收起</summary>\n{table}</details>\n")
    return "".join(parts)


def _group(difference: Difference, group: Group, names: Mapping[str, str]) -> str:
    scored = difference.score is not None
    rows = "".join(_pair(difference, pair, names) for pair in group.pairs)
    heads = '<th class="what">指标</th><th>A</th><th>B</th><th class="much">差值</th>'
    if scored:
        heads += '<th class="points">分值变化</th>'
    return (
        f"<h3>{group.title} {len(group.pairs)} 处</h3>\n"
        f'<div class="table"><table class="pairs"><thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n'
    )


def _pair(difference: Difference, pair: FigurePair, names: Mapping[str, str]) -> str:
    left, right = pair.left, pair.right
    cells = [
        f'<th scope="row">{escape(named(pair, names))}</th>',
        f"<td>{_quoted(difference.left, left, right)}</td>",
        f"<td>{_quoted(difference.right, right, left)}</td>",
    ]
    change = share(pair)
    relative = "" if change == BLANK else f'<span class="faint">{escape(change)}</span>'
    cells.append(f'<td class="much">{escape(by_how_much(pair))}{relative}</td>')
    if difference.score:
        about = (
            f'<span class="faint">{escape(criteria(difference, pair.criteria))}</span>'
            if pair.criteria
            else ""
        )
        cells.append(f'<td class="points">{escape(moved(difference, pair))}{about}</td>')
    return f'<tr class="{pair.standing.value}">{"".join(cells)}</tr>\n'


def _quoted(side: Side, figure: Figure | None, other: Figure | None) -> str:
    """The sentence of a figure with the figure marked, and its place."""
    if figure is None:
        return f'<span class="faint">{BLANK}</span>'
    text = side.extraction.sentences[figure.sentence].text
    before, after = text[: figure.start], text[figure.end :]
    if len((before + after).strip()) < _SENTENCE:
        before, after = f"{figure.subject} ", after
    start = "…" if len(before) > _REACH else ""
    end = "…" if len(after) > _REACH else ""
    words = text[figure.start : figure.end]
    return (
        f"{start}{escape(before[-_REACH:])}<mark>{_slip(words, other.surface if other else words)}</mark>"
        f'{escape(after[:_REACH])}{end}<br><span class="faint">{escape(figure.place.label)}</span>'
    )


def _slip(text: str, other: str) -> str:
    """The characters of *text* that are not in *other* underlined: 1<b>86</b>个 beside 168个."""
    if text == other:
        return escape(text)
    start = _common(text, other)
    stop = len(text) - _common(text[start:][::-1], other[start:][::-1])
    return f"{escape(text[:start])}<b>{escape(text[start:stop])}</b>{escape(text[stop:])}"


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _score(difference: Difference) -> list[str]:
    """The criteria that move, and the findings new, altered and closed."""
    parts = []
    if shifts := shift_rows(difference):
        heads = ("评分项", "满分", "分值变化", "A 的理由", "B 的理由")
        parts.append(f"<h3>分值变化 {len(shifts)} 项</h3>\n{_table(heads, shifts)}")
    for change, found in doubts(difference).items():
        rows = [doubt_row(finding, told, _PLACES_SHOWN) for finding, told in found]
        parts.append(f"<h3>{change}的疑点 {len(rows)} 条</h3>\n{_table(DOUBT, rows)}")
    return parts


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return f'<div class="table"><table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>\n'
