"""XLSX, XLS and ET, cell by cell: what the sheet shows, at the addresses of the sheet."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt

from docscore.ingest import read
from docscore.ingest.spreadsheet import read_spreadsheet
from docscore.model import Block, Document

#: Address, rows and columns spanned, text: the score table that both writers below write.
TRUTH = [
    ("R1C1", 1, 4, "某县自评表"),
    ("R2C1", 1, 1, "一级指标"),
    ("R2C2", 1, 1, "指标名称"),
    ("R2C3", 1, 1, "权重"),
    ("R2C4", 1, 1, "自评得分"),
    ("R3C1", 2, 1, "体系建设"),
    ("R3C2", 1, 1, "行政村覆盖率"),
    ("R3C3", 1, 1, "83.5%"),
    ("R3C4", 1, 1, "9.50"),
    ("R4C2", 1, 1, "资金支出"),
    ("R4C3", 1, 1, "1,234.5万元"),
    ("R4C4", 1, 1, "5"),
    ("R6C1", 1, 1, "填报日期"),
    ("R6C2", 1, 1, "2021年8月31日"),
    ("R6C4", 1, 1, "14.5"),
]
FORMATS = {"percent": "0.0%", "two": "0.00", "money": '#,##0.0"万元"', "day": 'yyyy"年"m"月"d"日"'}
DAY = datetime.datetime(2021, 8, 31)
VALUES: list[tuple[int, int, Any, str | None]] = [
    (1, 0, "一级指标", None), (1, 1, "指标名称", None), (1, 2, "权重", None), (1, 3, "自评得分", None),
    (2, 1, "行政村覆盖率", None), (2, 2, 0.835, "percent"), (2, 3, 9.5, "two"),
    (3, 1, "资金支出", None), (3, 2, 1234.5, "money"), (3, 3, 5, None),
    (5, 0, "填报日期", None), (5, 1, DAY, "day"), (5, 3, 14.5, None),
]  # fmt: skip


def xlsx() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        formats = {name: workbook.add_format({"num_format": code}) for name, code in FORMATS.items()}
        sheet = workbook.add_worksheet("自评表")
        sheet.merge_range(0, 0, 0, 3, "某县自评表")
        sheet.merge_range(2, 0, 3, 0, "体系建设")
        for row, col, value, form in VALUES:
            style = formats[form] if form else None
            if isinstance(value, datetime.datetime):
                sheet.write_datetime(row, col, value, style)
            else:
                sheet.write(row, col, value, style)
        workbook.add_worksheet("空表")
    return stream.getvalue()


def xls() -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("自评表")
    sheet.write_merge(0, 0, 0, 3, "某县自评表")
    sheet.write_merge(2, 3, 0, 0, "体系建设")
    for row, col, value, form in VALUES:
        style = xlwt.XFStyle()
        if form:
            style.num_format_str = FORMATS[form]
        sheet.write(row, col, value, style)
    workbook.add_sheet("空表")
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def cells(block: Block) -> list[tuple[str, int, int, str]]:
    assert block.table is not None
    return [(c.name, c.row_span, c.col_span, block.text[c.start : c.end]) for c in block.table.cells]


def reading(folder: Path, name: str, data: bytes) -> Document:
    path = folder / name
    path.write_bytes(data)
    return read(path)


@pytest.mark.parametrize(
    ("name", "make", "kind"),
    [
        ("表.xlsx", xlsx, "xlsx"),
        ("表.xls", xls, "xls"),
        ("表.et", xls, "xls"),
        ("新表.et", xlsx, "xlsx"),
        ("其实是新表.xls", xlsx, "xlsx"),
    ],
)
def test_every_cell_is_where_and_what_the_sheet_shows(
    tmp_path: Path, name: str, make: Any, kind: str
) -> None:
    document = reading(tmp_path, name, make())
    assert document.kind == kind
    assert [block.text for block in document.blocks if block.table is None] == ["自评表"]
    table = document.blocks[1]
    assert cells(table) == TRUTH
    assert table.section == ("自评表",)
    assert table.table is not None
    assert table.table.header_rows == 2
    assert document.place(1, *_place(table, "R3C3")).label == "表1第3行第3列"
    assert document.warnings == ()


def _place(block: Block, name: str) -> tuple[int, int]:
    assert block.table is not None
    return next((cell.start, cell.end) for cell in block.table.cells if cell.name == name)


def test_a_table_that_begins_inside_the_sheet_keeps_the_sheets_addresses(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet["C5"], sheet["D5"], sheet["C6"], sheet["D6"] = "指标名称", "自评得分", "覆盖率", 9
    sheet.merge_cells("C8:D10")
    sheet["C8"] = "合计"
    workbook.save(tmp_path / "表.xlsx")
    block = read(tmp_path / "表.xlsx").blocks[1]
    assert cells(block) == [
        ("R5C3", 1, 1, "指标名称"),
        ("R5C4", 1, 1, "自评得分"),
        ("R6C3", 1, 1, "覆盖率"),
        ("R6C4", 1, 1, "9"),
        ("R8C3", 3, 2, "合计"),
    ]
    assert block.table is not None
    assert block.table.header_rows == 5


def test_formulas_without_result_and_in_error_are_named(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()  # stores formulas without results
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "汇总"
    sheet["A1"], sheet["B1"] = 3, "=A1*2"
    workbook.save(tmp_path / "公式.xlsx")
    document = read(tmp_path / "公式.xlsx")
    assert document.warnings == ("工作表“汇总”有 1 个公式没有保存结果，未读取：B1",)
    assert document.coverage.unread == (("工作表“汇总”", "有 1 个公式没有保存结果，未读取：B1"),)
    assert cells(document.blocks[1]) == [("R1C1", 1, 1, "3")]

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as written:
        page = written.add_worksheet("汇总")
        page.write_formula("A1", "=1/0", None, "#DIV/0!")
        page.write_formula("A2", "=1+1", None, 2)
    document = reading(tmp_path, "错.xlsx", stream.getvalue())
    assert document.warnings == ("工作表“汇总”有 1 个公式出错，未读取：A1 #DIV/0!",)
    assert cells(document.blocks[1]) == [("R2C1", 1, 1, "2")]


def test_hidden_sheets_are_read_and_named(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        workbook.add_worksheet("一").write(0, 0, "明")
        hidden = workbook.add_worksheet("二")
        hidden.write(0, 0, "暗")
        hidden.hide()
    document = reading(tmp_path, "隐.xlsx", stream.getvalue())
    assert [block.text for block in document.blocks] == ["一", "明", "二", "暗"]
    assert document.warnings == ("工作表“二”是隐藏的，已读取",)
    assert document.coverage.unread == ()


def test_a_value_under_a_merged_cell_is_not_read(tmp_path: Path) -> None:
    data = xlsx()
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as out:
        for part in source.namelist():
            text = source.read(part)
            if part == "xl/worksheets/sheet1.xml":
                assert text.count(b'<c r="B4"') == 1
                text = text.replace(b'<c r="B4"', b'<c r="A4"><v>999</v></c><c r="B4"')
            out.writestr(part, text)
    assert cells(reading(tmp_path, "藏.xlsx", stream.getvalue()).blocks[1]) == TRUTH


def test_a_sheet_of_a_hundred_thousand_rows_is_read_whole() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("台账")
        rate = workbook.add_format({"num_format": "0.0%"})
        sheet.write_row(0, 0, ["序号", "姓名", "出勤率"])
        for row in range(1, 100_000):
            sheet.write(row, 0, row)
            sheet.write(row, 1, "张三")
            sheet.write(row, 2, 0.985, rate)
    passages, warnings = read_spreadsheet(Path("台账.xlsx"), stream.getvalue(), old=False)
    table = passages[1].table
    assert table is not None
    assert (table.rows, table.cols, table.header_rows, len(table.cells)) == (100_000, 3, 1, 300_000)
    last = table.cells[-3:]
    assert [passages[1].text[c.start : c.end] for c in last] == ["99999", "张三", "98.5%"]
    assert warnings == ["工作表“台账”有 100000 行，按名册清点，不逐格查找数字"]


def test_cells_past_the_limit_are_named() -> None:
    from docscore.ingest import spreadsheet

    reader = spreadsheet._Reader(spreadsheet._new(xlsx()), cells_left=6)
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_filelike(io.BytesIO(xlsx())) as workbook:
        reader.read(0, workbook.get_sheet_by_index(0), hidden=False)
    assert reader.warnings == ["工作表“自评表”第4行及以后的内容太多，未读取"]
    assert [c.name for c in reader.passages[1].table.cells][-1] == "R3C4"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('<c r="A1"><v>1</v></c>', False),
        ('<c r="A1"><f>B1</f><v>1</v></c>', True),
        ('<c r="A1"><f/></c>', True),
        ('<x:c r="A1"><x:f>B1</x:f></x:c>', True),
        ('<c r="A1" t="e"><v>#REF!</v></c>', True),
        ("<c r='A1' t = 'e'><v>#REF!</v></c>", True),
    ],
)
def test_only_sheets_with_formulas_or_errors_are_walked_cell_by_cell(cell: str, told: bool) -> None:
    from docscore.ingest.xlsxformats import _CHUNK, _LONGEST_TELLING, _TELLING

    assert bool(_TELLING.search(cell.encode())) is told
    assert _LONGEST_TELLING < _CHUNK
