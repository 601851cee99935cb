"""OFD: text with boxes, paragraphs, ruled tables, templates, scans, damage."""

from __future__ import annotations

from pathlib import Path

import pytest

from docscore.errors import InputError
from docscore.ingest import read
from docscore.model import Document

from .ofdfile import OfdPage, ofd

MM = 72 / 25.4


def reading(folder: Path, data: bytes) -> Document:
    path = folder / "文.ofd"
    path.write_bytes(data)
    return read(path)


def test_paragraphs_headings_and_boxes(tmp_path: Path) -> None:
    page = OfdPage()
    page.write(30, 40, "一、基本情况")
    page.write(40, 50, "全县共有行政村一百九十五个，电子商务服务站点覆盖率")
    page.write(30, 58, "为70.51%，完成任务。", deltas="5 2.5 2.5 2.5 2.5 2.5 5 5 5 5 5 5")
    document = reading(tmp_path, ofd(page))
    assert (document.kind, document.pages) == ("ofd", 1)
    assert [(b.level, b.text) for b in document.blocks] == [
        (1, "一、基本情况"),
        (None, "全县共有行政村一百九十五个，电子商务服务站点覆盖率为70.51%，完成任务。"),
    ]
    text = document.blocks[1].text
    start = text.index("70.51%")
    box = document.place(1, start, start + 6).bbox
    assert box is not None
    assert box[0] == pytest.approx(35 * MM, abs=1)
    assert box[2] == pytest.approx((35 + 6 * 2.5) * MM, abs=2)
    assert box[1] < 58 * MM < box[3]
    assert document.coverage.pages_read == 1


def test_ruled_table_with_a_merged_cell(tmp_path: Path) -> None:
    xs, ys = [20.0, 60.0, 120.0, 160.0], [40.0, 50.0, 60.0, 70.0]
    page = OfdPage()
    for x in xs:
        page.rule(x, ys[0], x, ys[-1])
    for y in ys:
        page.rule(xs[0] if y != 60.0 else xs[1], y, xs[-1], y)
    words = {(0, 0): "一级指标", (0, 1): "指标名称", (0, 2): "自评得分", (1, 0): "体系", (1, 1): "覆盖率",
             (1, 2): "8.5", (2, 1): "物流", (2, 2): "10"}  # fmt: skip
    for (row, col), text in words.items():
        deltas = "2.5 2.5" if text[0].isdigit() else None
        page.write(xs[col] + 2, ys[row] + 7, text, deltas=deltas)
    block = reading(tmp_path, ofd(page)).blocks[0]
    assert block.table is not None
    assert [(c.name, c.row_span, block.text[c.start : c.end]) for c in block.table.cells] == [
        ("R1C1", 1, "一级指标"),
        ("R1C2", 1, "指标名称"),
        ("R1C3", 1, "自评得分"),
        ("R2C1", 2, "体系"),
        ("R2C2", 1, "覆盖率"),
        ("R2C3", 1, "8.5"),
        ("R3C2", 1, "物流"),
        ("R3C3", 1, "10"),
    ]


def test_characters_written_one_by_one_make_one_number(tmp_path: Path) -> None:
    page = OfdPage()
    for place, digit in enumerate("195"):
        page.write(30 + 2.5 * place, 40, digit)
    page.write(37.5, 40, "个")
    assert reading(tmp_path, ofd(page)).blocks[0].text.replace(" ", "") == "195个"
    assert "195" in reading(tmp_path, ofd(page)).blocks[0].text


def test_numbers_of_two_cells_are_never_joined(tmp_path: Path) -> None:
    page = OfdPage().write(30, 40, "3960", deltas="2.5 2.5 2.5").write(60, 40, "704", deltas="2.5 2.5")
    assert "3960704" not in reading(tmp_path, ofd(page)).blocks[0].text


def test_template_text_is_read_on_each_page(tmp_path: Path) -> None:
    template = OfdPage().write(30, 100, "模板里的正文句子。")
    pages = (OfdPage().write(30, 120, "第一页的正文句子。"), OfdPage().write(30, 120, "第二页的正文句子。"))
    text = "".join(b.text for b in reading(tmp_path, ofd(*pages, template=template)).blocks)
    assert text.count("模板里的正文句子。") == 2
    assert "第二页的正文句子。" in text


def test_scanned_and_damaged_pages_are_named(tmp_path: Path) -> None:
    import io
    import zipfile

    data = ofd(OfdPage().write(30, 40, "正文。"), OfdPage().image(), OfdPage().write(30, 40, "尾页。"))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as out:
        for name in source.namelist():
            out.writestr(name, b"<broken" if "Page_2" in name else source.read(name))
    document = reading(tmp_path, stream.getvalue())
    assert document.pages == 3
    assert document.warnings == ("第2页为扫描件，未识别", "第3页已损坏，未读取")
    assert (document.coverage.pages_read, document.coverage.pages) == (1, 3)


def test_a_package_without_its_document_is_refused(tmp_path: Path) -> None:
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        out.writestr("OFD.xml", "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>")
    with pytest.raises(InputError, match="OFD 已损坏"):
        reading(tmp_path, stream.getvalue())
