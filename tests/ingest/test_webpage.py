"""HTML: outline, paragraphs, tables with spans, encodings, and web pages that are called .xls."""

from __future__ import annotations

from pathlib import Path

import pytest

from docscore.ingest import read
from docscore.model import Document

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>标题栏</title><style>p{{}}</style></head><body>
<h1>某县自评报告</h1><p>一、基本情况</p>
<p>全县共有<b>195</b>个行政村，面积10<sup>2</sup>平方米。<!-- 注释 --><br>第二行</p>
<table><thead><tr><th rowspan=2>指标名称<th colspan=2>得分</tr><tr><th>权重<th>自评得分</thead>
<tr><td rowspan=2>站点建设<td>10<td>9.5</tr><tr><td>5<td>5</table>
<table><tr><td><p>布局表前的话。</p><table><tr><td>序号<td>名称</tr><tr><td>1<td>甲</table></td></tr></table>
后面的话。<script>alert(1)</script><p style="display:none">看不见</p></body></html>"""


def reading(folder: Path, name: str, data: bytes) -> Document:
    (folder / name).write_bytes(data)
    return read(folder / name)


def test_blocks_and_cells(tmp_path: Path) -> None:
    document = reading(tmp_path, "页.html", PAGE.format(charset="utf-8").encode())
    assert document.kind == "html"
    assert [(b.level, b.text) for b in document.blocks if b.table is None] == [
        (1, "某县自评报告"),
        (1, "一、基本情况"),
        (None, "全县共有195个行政村，面积10²平方米。\n第二行"),
        (None, "布局表前的话。"),
        (None, "后面的话。"),
    ]
    tables = [b for b in document.blocks if b.table is not None]
    first, second = tables
    assert first.table is not None
    assert first.table.header_rows == 2
    assert [(c.name, c.row_span, c.col_span, first.text[c.start : c.end]) for c in first.table.cells] == [
        ("R1C1", 2, 1, "指标名称"),
        ("R1C2", 1, 2, "得分"),
        ("R2C2", 1, 1, "权重"),
        ("R2C3", 1, 1, "自评得分"),
        ("R3C1", 2, 1, "站点建设"),
        ("R3C2", 1, 1, "10"),
        ("R3C3", 1, 1, "9.5"),
        ("R4C2", 1, 1, "5"),
        ("R4C3", 1, 1, "5"),
    ]
    assert second.text == "序号\t名称\n1\t甲"


@pytest.mark.parametrize(
    ("declared", "written"), [("gb2312", "gb18030"), ("big5", "big5hkscs"), ("无此编码", "utf-8")]
)
def test_encodings(tmp_path: Path, declared: str, written: str) -> None:
    text = PAGE.format(charset=declared)
    if written == "big5hkscs":
        text = "<html><meta charset=big5><body><p>全縣電子商務服務站點覆蓋率70.51%。</p></body></html>"
    document = reading(tmp_path, "页.htm", text.encode(written))
    words = "".join(b.text for b in document.blocks)
    assert "70.51%" in words if written == "big5hkscs" else "行政村" in words


def test_a_web_page_called_xls_is_read_for_what_it_is(tmp_path: Path) -> None:
    document = reading(tmp_path, "导出.xls", PAGE.format(charset="gbk").encode("gb18030"))
    assert document.kind == "html"
    assert sum(1 for b in document.blocks if b.table) == 2


def test_entities_and_nesting_are_harmless(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><html><body><p>正文&b;</p></body></html>'
    assert "aaaa" not in "".join(b.text for b in reading(tmp_path, "炸.html", bomb.encode()).blocks)
    secret = tmp_path / "密.txt"
    secret.write_text("秘密内容", encoding="utf-8")
    xxe = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>正文&x;</p></body></html>'
    assert "秘密内容" not in "".join(b.text for b in reading(tmp_path, "外.html", xxe.encode()).blocks)
    deep = "<html><body>" + "<div>" * 50_000 + "<p>深处</p>"
    document = reading(tmp_path, "深.html", deep.encode())
    assert "深处" in "".join(b.text for b in document.blocks) or any("未读取" in w for w in document.warnings)
