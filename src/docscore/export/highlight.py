"""A document as one HTML page with all its figures marked by role; nothing is loaded from anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files

from ..model import Block, BlockKind, Cell, Document, Extraction, Figure, Role
from .words import BLANK, ROLE, amount

_LONG_LEVEL = 5


def highlight_html(read: Iterable[tuple[Document, Extraction]], names: Mapping[str, str]) -> str:
    """One self-contained page of all documents.

    Args:
        read: the documents with what was extracted from each.
        names: metric id → its name, for the details of a figure.

    Returns:
        HTML5 in UTF-8. Each figure is a ``mark`` with its role as class; hovering shows, and clicking or Enter
        keeps, its value, unit, role, subject, period, metric and place. Without script the same stands in the title.
    """
    papers = list(read)
    body = "".join(_paper(document, extraction, names) for document, extraction in papers)
    counts = Counter(figure.role for _, extraction in papers for figure in extraction.figures)
    unlinked = sum(1 for _, extraction in papers for figure in extraction.figures if figure.metric is None)
    own = files(__package__)
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
        f"<title>{escape(_title(papers))}</title>\n"
        f"<style>\n{own.joinpath('highlight.css').read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
        f"{_legend(counts, unlinked)}<main>\n{body}</main>\n"
        '<aside id="detail" aria-live="polite" hidden></aside>\n'
        f"<script>\n{own.joinpath('highlight.js').read_text(encoding='utf-8')}</script>\n</body>\n</html>\n"
    )


def _title(papers: list[tuple[Document, Extraction]]) -> str:
    first = _file_name(papers[0][0]) if papers else ""
    return f"{first} 等{len(papers)}份 · 数据" if len(papers) > 1 else f"{first} · 数据"


def _file_name(document: Document) -> str:
    return document.path.replace("\\", "/").rsplit("/", 1)[-1]


def _legend(counts: Counter[Role], unlinked: int) -> str:
    items = "".join(
        f'<label class="{role.value}"><input type="checkbox" checked value="{role.value}">'
        f"<mark>{ROLE[role]}</mark> {counts[role]}</label>"
        for role in Role
        if counts[role]
    )
    return (
        f'<header><strong>数据 {counts.total()} 个</strong><nav aria-label="图例，按用途">{items}'
        f'<label><input type="checkbox" id="unlinked"> 只看<mark class="loose">虚线</mark>：没有指标对应的 {unlinked}</label></nav></header>\n'
    )


def _paper(document: Document, extraction: Extraction, names: Mapping[str, str]) -> str:
    by_block: dict[int, list[Figure]] = {}
    for figure in extraction.figures:
        by_block.setdefault(figure.place.block, []).append(figure)
    warnings = "".join(f'<p class="warning">注意：{escape(warning)}</p>' for warning in document.warnings)
    blocks = "\n".join(_block(block, by_block.get(block.index, []), names) for block in document.blocks)
    return f"<article>\n<h1>{escape(_file_name(document))}</h1>\n{warnings}{blocks}\n</article>\n"


def _block(block: Block, figures: list[Figure], names: Mapping[str, str]) -> str:
    if block.kind is BlockKind.TABLE and block.table is not None:
        rows: list[list[str]] = [[] for _ in range(block.table.rows)]
        for cell in block.table.cells:
            rows[cell.row].append(_cell(block, cell, cell.row < block.table.header_rows, figures, names))
        body = "".join("<tr>" + "".join(row) + "</tr>" for row in rows)
        return f'<div class="table"><table>{body}</table></div>'
    words = _marked(block, 0, len(block.text), figures, names)
    if block.kind is BlockKind.HEADING:
        level = min((block.level or 0) + 2, _LONG_LEVEL)
        return f"<h{level}>{words}</h{level}>"
    return f"<p>{words}</p>"


def _cell(block: Block, cell: Cell, head: bool, figures: list[Figure], names: Mapping[str, str]) -> str:
    tag = "th" if head else "td"
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("rowspan", cell.row_span), ("colspan", cell.col_span))
        if count > 1
    )
    return f"<{tag}{spans}>{_marked(block, cell.start, cell.end, figures, names)}</{tag}>"


def _marked(block: Block, start: int, end: int, figures: list[Figure], names: Mapping[str, str]) -> str:
    parts, at = [], start
    for figure in figures:
        if figure.place.start < at or figure.place.end > end:
            continue
        parts.append(escape(block.text[at : figure.place.start]))
        parts.append(_mark(figure, names))
        at = figure.place.end
    parts.append(escape(block.text[at:end]))
    return "".join(parts).strip()


def _mark(figure: Figure, names: Mapping[str, str]) -> str:
    metric = names.get(figure.metric, figure.metric) if figure.metric else BLANK
    told = (
        ("数值", amount(figure)),
        ("用途", ROLE[figure.role]),
        ("对象", figure.subject or BLANK),
        ("时期", figure.period or BLANK),
        ("指标", metric),
        ("位置", figure.place.label),
    )
    title = "\n".join(f"{name}：{value}" for name, value in told)
    loose = " loose" if figure.metric is None else ""
    return (
        f'<mark class="{figure.role.value}{loose}" tabindex="0" title="{escape(title)}">'
        f"{escape(figure.surface)}</mark>"
    )
