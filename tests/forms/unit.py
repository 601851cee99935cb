"""A unit's folder with forms, a report and other papers in it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from docx import Document as NewDocx

from . import grids
from .county import clean, grid


def form(seed: int, project: str, unit: str = "某县交通运输局", variant: str = "form-national") -> str:
    """A clean form of that name, as a grid."""
    paper = clean(variant, seed)
    paper.project, paper.unit = project, unit
    return grid(paper)


def words(path: Path, *paragraphs: str) -> Path:
    """A Word document without a table."""
    document = NewDocx()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def folder(home: Path) -> Path:
    """Three forms in two files, their report, a notice, a photo, and a paper that is called a form and is none."""
    home.mkdir(parents=True)
    grids.docx("\n".join([form(1, "农村公路养护"), form(2, "桥梁加固")]), home / "项目自评表.docx")
    grids.xlsx(form(3, "客运补贴"), home / "客运补贴.xlsx")
    words(home / "自评报告.docx", "某县交通运输局2024年度项目支出绩效自评报告", "全年养护公路1050公里。")
    words(home / "附件1.docx", "关于下达预算的通知", "各单位：现下达预算。")
    grids.docx("姓名|电话\n甲|1", home / "绩效自评表（补）.docx")
    (home / "现场照片.jpg").write_bytes(b"\xff\xd8\xff")
    return home


def packed(home: Path, path: Path) -> Path:
    """The folder as a ZIP."""
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(home.iterdir()):
            archive.write(file, file.name)
    return path
