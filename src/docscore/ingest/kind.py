"""What a file is, told by its bytes; its name is only compared with them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from pathlib import Path
from typing import Literal

from docscore.errors import InputError

Kind = Literal["docx", "doc", "pdf", "ofd", "xlsx", "xls", "html", "image", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (
    (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
)
_OTHERS = (
    *_IMAGES,
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "GZIP 压缩包"),
    (b"MZ", "可执行程序"),
    (b"\x7fELF", "可执行程序"),
)
#: Suffixes that must not contradict the content. Offices name their old formats as they like: an .xls is often a web
#: page or an XLSX, a .doc or .wps often a DOCX; those are read for what they are.
_EXPECTED: dict[str, Kind] = {".pdf": "pdf", ".docx": "docx", ".ofd": "ofd", ".txt": "text", ".md": "text"}
_NAMES: dict[Kind, str] = {
    "pdf": "PDF",
    "docx": "DOCX",
    "doc": "旧版 Word 文档（DOC）",
    "ofd": "OFD",
    "xlsx": "Excel 工作簿（XLSX）",
    "xls": "旧版 Excel 工作簿（XLS）",
    "html": "网页（HTML）",
    "image": "图片",
    "text": "纯文本",
}
_SUFFIX = {"text": ".txt"}
_READABLE = (
    "可读取的格式是 DOCX、PDF、OFD、XLSX、XLS、ET、HTML、TXT、MD，图片 PNG、JPG、TIFF，以及可转换的 DOC、WPS"
)
_WEB = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_WEB_SAMPLE = 4096

#: Most bytes that the parts of a DOCX may unpack to, and most bytes unpacked for one packed.
_MOST_UNPACKED = 300 * 1024 * 1024
#: The same of a workbook, which is read as a stream: a million rows of ten columns unpack to 600 MB.
_MOST_UNPACKED_WORKBOOK = 1024 * 1024 * 1024
_MOST_RATIO = 200
_SMALL = 10 * 1024 * 1024


def kind_of(path: Path, data: bytes) -> Kind:
    """The kind of a file by its content.

    Args:
        path: the file as it was named; its suffix must not contradict the content.
        data: its bytes.

    Raises:
        InputError: the content is of no kind that can be read, or is another than the suffix says.
    """
    if not data:
        raise InputError(path, "文件是空的（0 字节）", "请重新导出或向报送单位索取原件。")
    expected = _EXPECTED.get(path.suffix.lower())
    found = _kind(path, data, expected)
    if expected is not None and expected != found:
        raise InputError(
            path,
            f"内容是 {_NAMES[found]}，不是 {_NAMES[expected]}，扩展名与内容不符",
            f"请确认文件没有弄错；内容无误时把扩展名改为 {_SUFFIX.get(found, '.' + found)}。",
        )
    return found


def _kind(path: Path, data: bytes, expected: Kind | None) -> Kind:
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(path, data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        return _ole_kind(path, data)
    if data.startswith(b"{\\rtf"):
        raise InputError(path, "需要转换：内容是 RTF 文档", "请用 Word 或 WPS 另存为 DOCX 后再试。")
    if expected is None and data.startswith(tuple(magic for magic, _ in _IMAGES)):
        return "image"
    claim = f"，不是 {_NAMES[expected]}" if expected else ""
    for magic, name in _OTHERS:
        if data.startswith(magic):
            raise InputError(path, f"内容是 {name}{claim}", f"{_READABLE}，请提供原始文档。")
    if expected in ("pdf", "docx", "ofd"):
        name = _NAMES[expected]
        if not _is_binary(data) and len(data) > 16:
            raise InputError(path, f"内容是纯文本，不是 {name}", f"请重新导出 {name}，或把扩展名改为 .txt。")
        raise InputError(path, f"内容不是 {name}，文件已损坏或不完整", "请重新导出或向报送单位索取原件。")
    if _is_binary(data):
        raise InputError(path, "内容是无法识别的二进制格式", f"{_READABLE}。")
    if expected is None and _WEB.match(data[:_WEB_SAMPLE]):
        return "html"
    if data.startswith(b"MIME-Version:") and b"multipart/related" in data[:_WEB_SAMPLE]:
        raise InputError(path, "需要转换：内容是网页存档（MHT）", "请用 Word 或 WPS 另存为 DOCX 后再试。")
    return "text"


def _is_binary(data: bytes) -> bool:
    """Whether bytes are no text: text in UTF-8 or GB 18030 has no zero bytes and hardly a control character."""
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_utf16(head):
        return False
    controls = sum(head.count(bytes([code])) for code in (*range(1, 9), *range(14, 32)))
    return b"\x00" in head or controls > len(head) // 50


def _is_utf16(head: bytes) -> bool:
    """Whether bytes are Chinese text in UTF-16 without a mark: no zero pair, and characters and signs of Chinese."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) // 2 * 2].decode(encoding, "ignore")
        usual = sum(
            1
            for letter in text
            if "\u4e00" <= letter <= "\u9fff" or letter in "\r\n，。、：；（）" or " " <= letter <= "~"
        )
        if text and usual > 0.95 * len(text) and any("\u4e00" <= letter <= "\u9fff" for letter in text):
            return True
    return False


def _zip_kind(path: Path, data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise InputError(
            path,
            "压缩结构已损坏，文件不完整（DOCX、XLSX、OFD 都是压缩包）",
            "请重新下载或向报送单位索取原件。",
        ) from error
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    names = {part.filename for part in parts}
    most = _MOST_UNPACKED_WORKBOOK if "xl/workbook.xml" in names else _MOST_UNPACKED
    if unpacked > most or (unpacked > _SMALL and unpacked > _MOST_RATIO * max(packed, 1)):
        raise InputError(
            path,
            f"解压后有 {unpacked // 1024 // 1024} MB，与文件大小不相称，疑似压缩炸弹，没有打开",
            "请核实文件来源。",
        )
    if "word/document.xml" in names or "word/document2.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "OFD.xml" in names:
        return "ofd"
    if "xl/workbook.bin" in names:
        raise InputError(path, "需要转换：内容是二进制 Excel 工作簿（XLSB）", "请另存为 XLSX 后再试。")
    if "ppt/presentation.xml" in names:
        raise InputError(path, "需要转换：内容是 PowerPoint 演示文稿", "请另存为 PDF 后再试。")
    if "content.xml" in names and "mimetype" in names:
        raise InputError(path, "需要转换：内容是 OpenDocument 文档", "请另存为 DOCX 或 XLSX 后再试。")
    raise InputError(
        path, "内容是 ZIP 压缩包，里面没有 Word 正文", "请先解压，或用 docscore extract 逐份读取其中的文件。"
    )


def _ole_kind(path: Path, data: bytes) -> Kind:
    """DOC, WPS, XLS and ET are compound files; what they are is told by the names of their streams."""
    names = _streams(data)
    if "EncryptedPackage" in names:
        raise InputError(path, "文档加了密码，无法打开", "请取消密码后另存一份。")
    if "WordDocument" in names:
        return "doc"
    if "Workbook" in names or "Book" in names:
        return "xls"
    if "PowerPoint Document" in names:
        raise InputError(path, "需要转换：内容是旧版 PowerPoint 演示文稿", "请另存为 PDF 后再试。")
    raise InputError(path, "需要转换：内容是旧版 Office 复合文档", "请用 Word 或 WPS 另存为 DOCX 后再试。")


def _streams(data: bytes) -> set[str]:
    """Names of the outermost streams; where the directory is damaged, those of the usual ones that occur at all."""
    import olefile

    usual = ("EncryptedPackage", "WordDocument", "Workbook", "Book", "PowerPoint Document")
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return {entry[0] for entry in container.listdir()}
    except (OSError, ValueError, IndexError, struct.error):
        return {name for name in usual if name.encode("utf-16-le") in data}
