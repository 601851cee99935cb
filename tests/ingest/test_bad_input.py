"""Whatever is wrong with a file, the person gets one Chinese sentence that names it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from docscore.errors import InputError
from docscore.ingest import read

from .paper import Page, pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


def word() -> bytes:
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("正文" * 500)
    document.save(stream)
    return stream.getvalue()


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


def without(data: bytes, name: str, replacement: bytes | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as out:
        for part in source.namelist():
            if part != name:
                out.writestr(part, source.read(part))
            elif replacement is not None:
                out.writestr(part, replacement)
    return stream.getvalue()


def corrupted(data: bytes) -> bytes:
    """The same archive with rubbish inside its largest part."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        part = max(
            source.infolist(), key=lambda info: info.compress_size if info.filename.endswith(".xml") else 0
        )
    at = part.header_offset + 60
    return data[:at] + b"\xff" * 40 + data[at + 40 :]


PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
GOOD_PDF = pdf(Page().write(50, 100, "正文"))

CASES = {
    "空.docx": (b"", "空的"),
    "空.pdf": (b"", "空的"),
    "图.pdf": (PNG, "内容是 PNG 图片，不是 PDF"),
    "图.docx": (PNG, "内容是 PNG 图片，不是 DOCX"),
    "图.txt": (PNG, "内容是 PNG 图片"),
    "密.pdf": (pdf(Page().write(50, 100, "x"), encrypted=True), "密码"),
    "截断.pdf": (GOOD_PDF[:200], "损坏"),
    "坏.pdf": (b"%PDF-1.7\n" + b"\x00\x01rubbish" * 50, "损坏"),
    "半.docx": (word()[:3000], "损坏"),
    "坏内容.docx": (corrupted(word()), "损坏"),
    "缺正文.docx": (archive(**{"[Content_Types]_xml": b"<Types/>"}), "没有 Word 正文"),
    "缺关系.docx": (archive(word__document_xml=b"<x/>"), "损坏"),
    "坏XML.docx": (without(word(), "word/document.xml", b"<w:document><w:body>"), "损坏"),
    "别的根.docx": (without(word(), "word/document.xml", b"<a/>"), "没有可读的正文"),
    "缺样式.docx": (without(word(), "word/styles.xml"), "损坏"),
    "密.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "旧.doc": (OLE + "WordDocument".encode("utf-16-le"), "另存为 DOCX"),
    "改名.docx": (OLE + "WordDocument".encode("utf-16-le"), "不是 DOCX"),
    "旧.xls": (OLE + "Workbook".encode("utf-16-le"), "旧版 Excel"),
    "表.xlsx": (archive(xl__workbook_xml=b"<x/>"), "Excel"),
    "包.zip": (archive(a=b"1"), "ZIP"),
    "炸弹.docx": (archive(word__document_xml=b"\x00" * 60_000_000), "压缩炸弹"),
    "文字.pdf": ("这只是一段文字，不是别的什么东西。".encode(), "纯文本，不是 PDF"),
    "是文档.pdf": (word(), "内容是 DOCX，不是 PDF"),
    "是版式.docx": (GOOD_PDF, "内容是 PDF，不是 DOCX"),
    "程序.bin": (b"\x7fELF\x00\x00", "可执行程序"),
    "乱.dat": (bytes(range(256)) * 10, "二进制"),
    "编码.txt": (b"\x81\xff" * 20 + b"abc", "编码"),
}


@pytest.mark.parametrize("name", CASES)
def test_bad_file_gives_a_chinese_sentence_that_names_it(tmp_path: Path, name: str) -> None:
    data, expected = CASES[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path)
    assert name in str(caught.value)
    assert expected in str(caught.value)
    assert caught.value.remedy


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="文件不存在"):
        read(tmp_path / "没有.pdf")
    with pytest.raises(InputError, match="是文件夹"):
        read(tmp_path)


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_no_damage_escapes_as_another_exception(tmp_path: Path, shared: Path, suffix: str) -> None:
    data = (shared / "real" / f"lechang.{suffix}").read_bytes()
    path = tmp_path / f"坏.{suffix}"
    step = len(data) // 25
    for position in range(0, len(data), step):
        for bad in (data[:position], data[:position] + b"\x00\xff\x13" * 30 + data[position + 90 :]):
            path.write_bytes(bad)
            try:
                read(path)
            except InputError as error:
                assert path.name in str(error)  # noqa: PT017 - reading on is right as well
