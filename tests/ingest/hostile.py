"""Files that harm a reader that trusts them, made here: each is small, and each hits another weak spot."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

import docx
import xlsxwriter

from .ofdfile import OfdPage, ofd
from .paper import Page, pdf

LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
XXE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(text: str = "正文") -> bytes:
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()


def sheet(text: str = "正文") -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        workbook.add_worksheet("表").write(0, 0, text)
    return stream.getvalue()


def replaced(data: bytes, part: str, content: str | bytes) -> bytes:
    """The same package with another content of one part."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in source.namelist():
            out.writestr(name, content if name == part else source.read(name))
    return stream.getvalue()


def word_xml(head: str, body: str) -> bytes:
    return replaced(
        word(), "word/document.xml", f"{_HEAD}{head}<w:document {_W}><w:body>{body}</w:body></w:document>"
    )


def shared_strings(head: str, text: str) -> bytes:
    strings = (
        f'{_HEAD}{head}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<si><t>{text}</t></si></sst>"
    )
    return replaced(sheet(), "xl/sharedStrings.xml", strings)


def sheet_xml(head: str, rows: str, tail: str = "") -> bytes:
    return replaced(
        sheet(),
        "xl/worksheets/sheet1.xml",
        f'{_HEAD}{head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData>{tail}</worksheet>",
    )


def objects(*bodies: bytes) -> bytes:
    """A PDF of these objects, the first the catalogue, with a right table of places."""
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def flate(content: bytes, dictionary: bytes = b"", times: int = 1) -> bytes:
    filters = b"[" + b" /FlateDecode" * times + b" ]"
    for _ in range(times):
        content = zlib.compress(content, 9)
    return b"<< %s /Filter %s /Length %d >>\nstream\n%s\nendstream" % (
        dictionary,
        filters,
        len(content),
        content,
    )


_PAGES = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>"


def flate_bomb() -> bytes:
    return objects(_CATALOGUE, _PAGES, _PAGE % b"", flate(b" " * 600_000_000, times=2))


def endless_drawing() -> bytes:
    """A page of 40 million strokes: 120 kB."""
    return objects(_CATALOGUE, _PAGES, _PAGE % b"", flate(b"0 0 m 9 9 l S\n" * 40_000_000, times=2))


def forms_in_forms() -> bytes:
    """Ten forms, each of which draws the next ten times: ten thousand million drawings."""
    levels = 10
    forms = [
        flate(
            b"/X Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
            % (6 + n),
        )
        for n in range(levels)
    ]
    last = flate(b"0 0 m 9 9 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return objects(_CATALOGUE, _PAGES, _PAGE % b"/XObject << /X 5 0 R >>", flate(b"/X Do"), *forms, last)


def form_in_itself() -> bytes:
    form = flate(
        b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    )
    return objects(_CATALOGUE, _PAGES, _PAGE % b"/XObject << /X 5 0 R >>", flate(b"/X Do"), form)


def pages_in_a_ring() -> bytes:
    return objects(_CATALOGUE, b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] /Parent 2 0 R >>")


def deep_arrays() -> bytes:
    return objects(_CATALOGUE + b" " + b"[" * 200_000, _PAGES)


def broken_table_of_places() -> bytes:
    data = pdf(Page().write(50, 100, "abc195"))
    start = data.index(b"xref\n")
    return data[:start] + data[start:].replace(b" 00000 n", b"9 9999 n")


def package_bomb(part: str, data: Callable[[], bytes]) -> bytes:
    return replaced(data(), part, b" " * 400_000_000)


_CELL = '<c r="{}"><v>1</v></c>'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "空.xlsx": (lambda: b"", "空的"),
    "空.ofd": (lambda: b"", "空的"),
    "半.xlsx": (lambda: sheet()[:2000], "损坏"),
    "半.ofd": (lambda: ofd(OfdPage().write(30, 40, "正文"))[:600], "损坏"),
    "炸弹.docx": (lambda: package_bomb("word/document.xml", word), "压缩炸弹"),
    "炸弹.xlsx": (lambda: package_bomb("xl/worksheets/sheet1.xml", sheet), "压缩炸弹"),
    "炸弹.ofd": (lambda: package_bomb("OFD.xml", lambda: ofd(OfdPage())), "压缩炸弹"),
    "实体.ofd": (lambda: replaced(ofd(OfdPage()), "OFD.xml", f"{LAUGHS}<OFD>&i;</OFD>"), "损坏"),
    "环.pdf": (pages_in_a_ring, ""),
    "深.pdf": (deep_arrays, ""),
    "外部.docx": (lambda: word_xml(XXE, "<w:p><w:r><w:t>前&i;后</w:t></w:r></w:p>"), "损坏"),
    "表改名.docx": (sheet, "不是 DOCX"),
    "文改名.ofd": (word, "不是 OFD"),
    "富文本.doc": (lambda: b"{\\rtf1\\ansi abc}", "需要转换"),
    "存档.doc": (lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\nabc", "需要转换"),
    "稀.xlsx": (
        lambda: sheet_xml(
            "", f'<row r="1">{_CELL.format("A1")}</row><row r="1048576">{_CELL.format("XFD1048576")}</row>'
        ),
        "内存超过",
    ),
}
"""Each ends in one sentence that has these words."""

EITHER: dict[str, Callable[[], bytes]] = {
    "实体.docx": lambda: word_xml(LAUGHS, "<w:p><w:r><w:t>前&i;后</w:t></w:r></w:p>"),
    "实体.xlsx": lambda: sheet_xml(LAUGHS, '<row r="1"><c r="A1"><v>&i;</v></c></row>'),
    "共享实体.xlsx": lambda: shared_strings(LAUGHS, "前&i;后"),
    "共享外部.xlsx": lambda: shared_strings(XXE, "前&i;后"),
    "外部.ofd": lambda: ofd(OfdPage().write(30, 40, "正文"), head=XXE),
    "深.docx": lambda: word_xml("", "<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000),
    "深.ofd": lambda: ofd(OfdPage(["<ofd:PageBlock>" * 50_000 + "</ofd:PageBlock>" * 50_000])),
    "全并.xlsx": lambda: sheet_xml(
        "",
        f'<row r="1">{_CELL.format("A1")}</row>',
        '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    ),
    "流炸弹.pdf": flate_bomb,
    "烧.pdf": endless_drawing,
    "套.pdf": forms_in_forms,
    "自套.pdf": form_in_itself,
    "坏表.pdf": broken_table_of_places,
    "尺寸.ofd": lambda: replaced(
        ofd(OfdPage().write(30, 40, "正文")),
        "Doc_0/Pages/Page_0/Content.xml",
        '<Page xmlns="http://www.ofdspec.org/2016"><Content><Layer><TextObject Boundary="0 0 1e300 nan" Size="inf">'
        '<TextCode X="1e308" Y="-1e308" DeltaX="g 999999999 1e9">正文</TextCode></TextObject></Layer></Content></Page>',
    ),
}
"""Each ends in one sentence or is read."""
