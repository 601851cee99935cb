"""The call sheet of a sample (抽样底稿): what was drawn and how, with blanks for what the visit or call finds."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from ..model import Sample, SampledUnit
from ..personal import mask_name, mask_phone, mask_text

_BASE = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}
_STATIONS = (
    ("序号", 6), ("编号", 7), ("乡镇", 12), ("行政村", 14), ("站点", 22), ("负责人", 10), ("电话", 15),
    ("贫困村", 8), ("来源", 30), ("核查方式", 12), ("核查结果", 28), ("核查人", 10), ("核查日期", 12),
)  # fmt: skip
_TRAINEES = (
    ("序号", 6), ("编号", 7), ("乡镇", 12), ("行政村", 14), ("姓名", 12), ("电话", 15), ("贫困", 8),
    ("来源", 30), ("接通", 8), ("是否参训", 10), ("核查结果", 28), ("核查人", 10), ("核查日期", 12),
)  # fmt: skip
_TOP = 8


def call_sheet(
    sample: Sample, *, stations: bool, project: str, day: date, method: str, masked: bool = True
) -> bytes:
    """The call sheet as the bytes of an ``.xlsx`` file.

    Args:
        sample: what was drawn.
        stations: of stations; else of trainees.
        project: what is evaluated.
        day: date of the sheet.
        method: how it was drawn.
        masked: whether names and telephones are masked; that they are not is written on the sheet.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": "抽样底稿", "created": datetime(2020, 1, 1)})
        styles = {
            "text": book.add_format(_BASE),
            "centre": book.add_format({**_BASE, "align": "center"}),
            "head": book.add_format({**_BASE, "bold": True, "align": "center", "bg_color": "#E4E7EA"}),
            "title": book.add_format(
                {"font_name": "微软雅黑", "font_size": 14, "bold": True, "align": "center"}
            ),
            "plain": book.add_format(
                {"font_name": "微软雅黑", "font_size": 10, "text_wrap": True, "valign": "top"}
            ),
        }
        _write_units(book.add_worksheet("抽样底稿"), styles, sample, stations, project, day, masked)
        _write_method(book.add_worksheet("抽样方法"), styles, sample, method, masked)
    return out.getvalue()


def _write_units(
    page: Any, styles: Any, sample: Sample, stations: bool, project: str, day: date, masked: bool
) -> None:
    columns = _STATIONS if stations else _TRAINEES
    last = len(columns) - 1
    what = "村级服务站点" if stations else "参训人员"
    page.merge_range(0, 0, 0, last, f"{what}抽样底稿", styles["title"])
    share = f"{100 * len(sample.units) / sample.population:.1f}%"
    lines = (
        f"被评价项目：{project}",
        f"日期：{day.year}年{day.month}月{day.day}日　　索引号：　　　　　　　　种子：{sample.seed}",
        f"总体：{sample.population} 个（另有重复行 {sample.repeated} 行未计）　　抽取：{len(sample.units)} 个，占 {share}",
        "姓名、电话："
        + (
            "已遮盖，需要时用 --unmask 另出"
            if masked
            else f"未遮盖（{day} 用 --unmask 生成，请按个人信息保管）"
        ),
        "抽样人：　　　　　　　　复核人：　　　　　　　　",
    )
    for number, line in enumerate(lines, start=1):
        page.merge_range(number, 0, number, last, line, styles["plain"])
    for column, (name, width) in enumerate(columns):
        page.set_column(column, column, width)
        page.write_string(_TOP - 1, column, name, styles["head"])
    for position, unit in enumerate(sample.units, start=1):
        row = _TOP + position - 1
        for column in range(len(columns)):
            page.write_blank(row, column, None, styles["text"])
        page.write_number(row, 0, position, styles["centre"])
        page.write_number(row, 1, unit.number, styles["centre"])
        for column, text in enumerate(_texts(unit, stations, masked), start=2):
            page.write_string(row, column, text, styles["text"])
        page.set_row(row, 30)
    page.freeze_panes(_TOP, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(_TOP - 1)
    page.set_footer("&C第 &P 页，共 &N 页")


def _write_method(page: Any, styles: Any, sample: Sample, method: str, masked: bool) -> None:
    """How it was drawn, so that anybody can draw it again."""
    page.set_column(0, 0, 24)
    page.set_column(1, 3, 14)
    page.merge_range(0, 0, 0, 3, "抽样方法", styles["title"])
    page.merge_range(1, 0, 1, 3, method, styles["plain"])
    page.set_row(1, 150)
    sources = "\n".join(mask_text(source) if masked else source for source in sample.sources)
    page.merge_range(2, 0, 2, 3, f"名单：\n{sources}", styles["plain"])
    page.set_row(2, 16 * (len(sample.sources) + 1) + 6)
    for column, name in enumerate(("乡镇", "贫困", "总体", "抽取")):
        page.write_string(4, column, name, styles["head"])
    for row, stratum in enumerate(sample.strata, start=5):
        page.write_string(row, 0, stratum.town or "（名单没有写）", styles["text"])
        page.write_string(row, 1, _poor(stratum.poor), styles["centre"])
        page.write_number(row, 2, stratum.population, styles["centre"])
        page.write_number(row, 3, stratum.drawn, styles["centre"])


def _texts(unit: SampledUnit, stations: bool, masked: bool) -> tuple[str, ...]:
    phone = mask_phone(unit.phone) if masked else unit.phone
    source = mask_text(unit.place.label) if masked else unit.place.label
    if stations:
        keeper = mask_name(unit.keeper) if masked else unit.keeper
        return unit.town, unit.village, unit.name, keeper, phone, _poor(unit.poor), source
    name = mask_name(unit.name) if masked else unit.name
    return unit.town, unit.village, name, phone, _poor(unit.poor), source


def _poor(poor: bool | None) -> str:
    return "" if poor is None else ("是" if poor else "否")
