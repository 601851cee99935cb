"""An own-written unit's folder: the report of ``corpus/yunling`` and papers around it, each made on the spot."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import xlsxwriter
from docx import Document as NewDocx

REPORT = Path(__file__).resolve().parents[2] / "corpus" / "yunling" / "report.docx"
REPORT_NAME = "云岭县自评报告.docx"


def word(path: Path, *paragraphs: str) -> Path:
    """A Word document of paragraphs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    document = NewDocx()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def sheet(path: Path, title: str, rows: list[list[str]], name: str = "Sheet1") -> Path:
    """A workbook of one sheet with a title over its width."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(name)
        page.merge_range(0, 0, 0, len(rows[0]) - 1, title)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                page.write_string(number, column, text)
    return path


def report(folder: Path, name: str = REPORT_NAME) -> Path:
    """The report."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(REPORT, folder / name))


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    """The report with one figure changed wherever it stands."""
    document = NewDocx(str(REPORT))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    for paragraph in paragraphs:
        if old in paragraph.text:
            text = paragraph.text.replace(old, new)
            for run in paragraph.runs[1:]:
                run.text = ""
            paragraph.runs[0].text = text
    document.save(str(folder / name))
    return folder / name


def sparse(path: Path, size: int = 1 << 30) -> Path:
    """A file of *size* zero bytes that takes no room."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.truncate(size)
    return path


def zipped(folder: Path, into: Path) -> Path:
    """The folder as a ZIP, links left out."""
    with zipfile.ZipFile(into, "w") as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and not file.is_symlink():
                archive.write(file, file.relative_to(folder).as_posix())
    return into


def gbk_name(folder: Path, name: str, data: bytes) -> None:
    """A file whose name is bytes in GBK, as an unpacker on Linux leaves it."""
    with open(os.path.join(os.fsencode(folder), name.encode("gbk")), "wb") as stream:  # noqa: PTH118, PTH123
        stream.write(data)


def whole(folder: Path) -> Path:
    """Report, plan, founding paper, minutes, roster, station list, notice."""
    report(folder)
    word(
        folder / "方案.docx",
        "云岭县电子商务进农村综合示范工作实施方案",
        "一、工作目标",
        "到2020年底，建设村级电子商务服务站点110个，培训3650人次，培育电商企业6家。",
        "二、保障措施",
        *("各乡镇要加强领导，落实责任，明确专人负责日常工作，按时报送进展情况。" for _ in range(12)),
    )
    word(
        folder / "1.1组织领导" / "成立文件.docx",
        "云岭县人民政府办公室文件",
        "云政办〔2019〕12号",
        "关于成立云岭县电子商务进农村综合示范工作领导小组的通知",
        "各乡镇人民政府：",
        "经研究，决定成立领导小组，组长由县长担任。",
        "2019年8月1日",
    )
    word(
        folder / "1.1组织领导" / "会议纪要.docx",
        "云岭县电商工作领导小组第三次会议纪要",
        "2020年5月6日，县长主持会议。",
    )
    sheet(
        folder / "附件3.xlsx",
        "云岭县电商培训学员花名册",
        [
            ["序号", "姓名", "联系电话", "乡镇"],
            ["1", "李一", "13900000001", "甲镇"],
            ["2", "王二", "13900000002", "乙镇"],
        ],
    )
    sheet(
        folder / "站点.xlsx",
        "云岭县村级电子商务服务站点清单",
        [
            ["序号", "乡镇", "行政村", "站点名称", "负责人", "联系电话", "是否贫困村"],
            *(
                [
                    str(i),
                    f"{'甲乙丙'[i % 3]}镇",
                    f"第{i}村",
                    f"第{i}村服务站",
                    "张三",
                    f"138000000{i:02}",
                    "否" if i % 5 else "是",
                ]
                for i in range(1, 31)
            ),
        ],
    )
    return folder
