"""The highlighted page: all figures marked, nothing loaded, what an author wrote stays text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from docscore.export.highlight import highlight_html
from docscore.ingest import read
from docscore.packs.lexicon import load_lexicon
from docscore.pipeline.journey import read_figures

LEXICON = load_lexicon()
TEXT = """一、工作目标
培训不少于4200人次。
二、完成情况
实际培训4385人次，资金支出率为86.3%<b onclick="x()">！</b>

| 项目 | 金额（万元） |
| --- | --- |
| 培训费 | 45.6 |
"""


def page(tmp_path: Path, text: str = TEXT) -> tuple[str, list[str]]:
    """The page and the surfaces of the figures."""
    path = tmp_path / "报告.txt"
    path.write_text(text, encoding="utf-8")
    document, extraction = read_figures(path, LEXICON, read)
    names = {name: metric.name for name, metric in LEXICON.metrics.items()}
    return highlight_html([(document, extraction)], names), [figure.surface for figure in extraction.figures]


class Marks(HTMLParser):
    """Collects the marks of the text with class and title, and the tags met."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[tuple[str, str, str]] = []
        self.tags: set[str] = set()
        self._open: dict[str, str | None] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "mark" and "tabindex" in dict(attrs):
            self._open = dict(attrs)

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self.marks.append((data, self._open["class"] or "", self._open["title"] or ""))
            self._open = None


def test_every_figure_is_marked_once_in_order(tmp_path: Path) -> None:
    html, surfaces = page(tmp_path)
    seen = Marks()
    seen.feed(html)
    assert [surface for surface, _, _ in seen.marks] == surfaces == ["4200人次", "4385人次", "86.3%", "45.6"]
    assert [names.split()[0] for _, names, _ in seen.marks] == ["target", "actual", "actual", "actual"]


def test_a_mark_tells_value_unit_role_subject_period_and_metric(tmp_path: Path) -> None:
    seen = Marks()
    seen.feed(page(tmp_path)[0])
    title = seen.marks[2][2]
    assert "数值：86.3%" in title
    assert "用途：实际" in title
    assert "指标：资金支出率" in title
    assert re.search(r"位置：第\d+段", title)
    assert "loose" in seen.marks[3][1]  # no metric speaks to 培训费


def test_tables_are_tables(tmp_path: Path) -> None:
    html, _ = page(tmp_path)
    assert re.search(r"<tr><td>培训费</td><td><mark[^>]*>45\.6</mark></td></tr>", html)


def test_what_an_author_wrote_stays_text(tmp_path: Path) -> None:
    html, _ = page(tmp_path)
    assert "<b onclick" not in html
    assert "&lt;b onclick=&quot;x()&quot;&gt;" in html


def test_nothing_is_loaded_from_anywhere(tmp_path: Path) -> None:
    html, _ = page(tmp_path)
    assert not re.search(r"(?:src|href)\s*=|url\(|@import|https?://", html)
    assert "default-src 'none'" in html


def test_the_legend_counts_by_role_in_chinese(tmp_path: Path) -> None:
    html, _ = page(tmp_path)
    assert "数据 4 个" in html
    assert "<mark>目标</mark> 1" in html
    assert "<mark>实际</mark> 3" in html
    assert "门槛" not in html.split("<main>")[0]
