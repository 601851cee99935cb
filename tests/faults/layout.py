"""Papers on paper: the layouts of the self-score table, and DOCX and PDF files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docx import Document as NewDocx
from ruamel.yaml import YAML
from tests.ingest.paper import Page, pdf

from .paper import INDICATORS, Paper, Table, plain

_RUBRIC = YAML(typ="safe").load(Path(__file__).resolve().parents[2] / "rubrics" / "guangdong-2019.yaml")
_CRITERIA: dict[str, dict[str, Any]] = {
    criterion["id"]: criterion
    for section in _RUBRIC["sections"]
    for indicator in section["indicators"]
    for criterion in indicator["criteria"]
}


def score_table(paper: Paper) -> Table:
    """The self-score table; ``None``-like empty cells below an equal one are merged by the writers."""
    make = {
        "indicators": _indicators,
        "merged": _merged,
        "criteria": _criteria,
        "glued": _glued,
        "other": _other,
    }
    return tuple(make[paper.layout](paper))


def _bonus(paper: Paper) -> str:
    return plain(paper.scores["S6.1.1"]) if paper.scores["S6.1.1"] else ""


def _indicators(paper: Paper) -> list[tuple[str, ...]]:
    rows = [("评价指标", "权重", "自评得分")]
    rows += [(name, most, paper.row(name, criteria)) for _, name, most, criteria in INDICATORS]
    return [*rows, ("贫困人口培训率加分", "2", _bonus(paper)), ("合计得分", "", paper.total)]


def _merged(paper: Paper) -> list[tuple[str, ...]]:
    rows = [("工作任务", "评价指标", "权重", "评分标准", "自评得分")]
    for section, name, most, criteria in INDICATORS:
        halves = (
            [criteria[:10], criteria[10:]]
            if name == "服务体系建设" and name not in paper.rows
            else [criteria]
        )
        for half in halves:
            text = "；".join(_CRITERIA[one]["clause"] for one in half)
            points = (
                paper.row(name, criteria)
                if len(halves) == 1
                else plain(sum(paper.scores[one] for one in half))
            )
            rows.append((section, name, most, text, points))
    rows.append(("加分项", "贫困人口培训率加分", "2", "建档立卡贫困人口培训率70%及以上2分", _bonus(paper)))
    return [*rows, ("合计得分", "", "100", "", paper.total)]


def _criteria(paper: Paper) -> list[tuple[str, ...]]:
    rows = [("一级指标", "二级指标", "评分标准", "分值", "自评得分")]
    for section, name, most, criteria in INDICATORS:
        if name in paper.rows:
            rows.append(
                (
                    section,
                    name,
                    "；".join(_CRITERIA[one]["clause"] for one in criteria),
                    most,
                    paper.rows[name],
                )
            )
            continue
        rows += [
            (section, name, _CRITERIA[one]["clause"], str(_CRITERIA[one]["points"]), plain(paper.scores[one]))
            for one in criteria
        ]
    rows.append(("加分项", "贫困人口培训率加分", "建档立卡贫困人口培训率70%及以上2分", "2", _bonus(paper)))
    return [*rows, ("合计", "", "", "100", paper.total)]


def _glued(paper: Paper) -> list[tuple[str, ...]]:
    rows = [("序号", "考核内容及分值", "自评得分", "备注")]
    rows += [
        (str(i), f"{name}（{most}分）", paper.row(name, criteria), "")
        for i, (_, name, most, criteria) in enumerate(INDICATORS, start=1)
    ]
    return [*rows, ("15", "贫困人口培训率加分（2分）", _bonus(paper), ""), ("合计", "", paper.total, "")]


def _other(paper: Paper) -> list[tuple[str, ...]]:
    """The table of quite another programme."""
    names = ("环境卫生整治", "垃圾分类投放", "河道保洁", "公厕管护", "户容户貌", "村规民约")
    rows = [("考核项目", "分值", "自评得分"), *((name, "15", "14") for name in names)]
    return [*rows, ("合计", "90", paper.total)]


def _merges(table: Table) -> list[tuple[int, int, int]]:
    """(column, first row, last row) of runs of equal cells in the first two columns of a score table."""
    found = []
    for column in range(min(2, len(table[0]))):
        first = 1
        for row in range(2, len(table) + 1):
            same = (
                row < len(table)
                and table[row][column]
                and table[row][: column + 1] == table[first][: column + 1]
            )
            if not same:
                if row - first > 1:
                    found.append((column, first, row - 1))
                first = row
    return found


def save_docx(paper: Paper, path: Path) -> Path:
    """The paper as a Word document."""
    document = NewDocx()
    for block in paper.blocks():
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        table.style = "Table Grid"
        hidden = {(row, col) for col, first, last in _merges(block) for row in range(first + 1, last + 1)}
        cells = [list(row.cells) for row in table.rows]
        for i, texts in enumerate(block):
            for j, text in enumerate(texts):
                if (i, j) not in hidden:
                    cells[i][j].text = text
        for col, first, last in _merges(block):
            cells[first][col].merge(cells[last][col])
    document.save(str(path))
    return path


_LEFT, _TOP, _BOTTOM, _WIDTH, _SIZE = 70.0, 70.0, 770.0, 455.0, 12.0
_SHARES = {3: (0.5, 0.25, 0.25), 4: (0.12, 0.5, 0.2, 0.18), 5: (0.18, 0.18, 0.14, 0.36, 0.14)}


def _wrapped(text: str, width: float, size: float) -> list[str]:
    """Lines no wider than *width* points; a number is not torn, as no word processor tears it."""
    lines, line, used = [], "", 0.0
    for part in re.findall(r"[0-9.,%]+|.", text):
        step = sum(size * (0.56 if character.isascii() else 1) for character in part)
        if line and used + step > width:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + part, used + step
    return [*lines, line]


def save_pdf(paper: Paper, path: Path) -> Path:
    """The paper as a PDF: paragraphs with an indented first line, ruled tables that go on over pages."""
    pages, top = [Page()], _TOP
    for block in paper.blocks():
        if isinstance(block, str):
            indent = "" if block.startswith(("一", "二", "三", "四", "五", "六", "七", "（")) else "　　"
            for line in _wrapped(indent + block, _WIDTH, _SIZE):
                if top > _BOTTOM:
                    pages.append(Page())
                    top = _TOP
                pages[-1].write(_LEFT, top, line, _SIZE)
                top += 20
            continue
        top = _rule(block, pages, top + 6) + 10
    path.write_bytes(pdf(*pages))
    return path


def _rule(table: Table, pages: list[Page], top: float) -> float:
    """Draw a table; returns where it ends on the last page."""
    size = 9.0
    xs = [_LEFT]
    for share in _SHARES[len(table[0])]:
        xs.append(xs[-1] + _WIDTH * share)
    inside = {row: set[int]() for row in range(len(table))}
    for col, first, last in _merges(table):
        for row in range(first + 1, last + 1):
            inside[row].add(col)
    start = top
    for i, texts in enumerate(table):
        lines = [_wrapped(text, xs[j + 1] - xs[j] - 6, size) for j, text in enumerate(texts)]
        height = 6 + 12 * max(len(one) for j, one in enumerate(lines) if j not in inside[i])
        fresh = top + height > _BOTTOM + 20
        if fresh:
            _close(pages[-1], xs, start, top)
            pages.append(Page())
            start = top = _TOP
        for j, one in enumerate(lines):
            if j not in inside[i] or fresh:
                pages[-1].rule(xs[j], top, xs[j + 1], top)
            if j not in inside[i]:
                for k, line in enumerate(one):
                    pages[-1].write(xs[j] + 3, top + 3 + 12 * k, line, size)
        top += height
    _close(pages[-1], xs, start, top)
    return top


def _close(page: Page, xs: list[float], start: float, end: float) -> None:
    for x in xs:
        page.rule(x, start, x, end)
    page.rule(xs[0], end, xs[-1], end)
