"""Plain text and Markdown → passages, each a verbatim slice of the file's text."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from docscore.errors import InputError

from .headings import heading_level, markdown_level, number_level
from .passages import Passage
from .pipes import pipe_tables

_LINE = re.compile(r"[^\r\n]+")
_BREAK = re.compile(r"\r\n|\r|\n")
_SENTENCE_END = re.compile(r"[。；;！!？?：:…”）)>|]\s*$")
_BLANK_LINE = re.compile(r"\n[^\S\r\n]*\r?\n|\r[^\S\r\n]*\r")
#: A shorter line before a blank one is a title or a caption, not a sentence cut by the end of a page.
_SHORTEST_CUT = 20
_SAMPLE = 64 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: The most frequent characters of reports, Simplified and Traditional.
_FREQUENT = "的一是在了不和有人中大为為上个個国國我以要年工业業农農村县縣电電商务務服建设設项項目资資金点點万萬元月日全"
_ITEM = re.compile(r"\s*(?:[-*•●]\s|[一二三四五六七八九十]+是|[#|<])")


def decode(path: Path, data: bytes, declared: str | None = None) -> str:
    """Text of a file; line ends stay as they are.

    A mark at its beginning tells the encoding, then what the file says of itself. Else it is UTF-8 if it is valid UTF-8,
    and GB 18030, Big5 or UTF-16 without a mark by which of them the words read as Chinese.

    Args:
        path: the file as it was named, for messages.
        data: its bytes.
        declared: encoding that the file names (HTML).

    Raises:
        InputError: the bytes are in none of them.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(path, data, encoding)
    if declared and (text := _as_declared(data, declared)) is not None:
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if b"\x00" in data[:_SAMPLE]:
        return _decoded(path, data, _utf16_order(data[:_SAMPLE]))
    gb = _try(data, "gb18030")
    if gb is not None and _reads_as_chinese(gb):
        return gb
    # the library costs 50 ms to import and is asked only where the words of GB 18030 make no sense
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=["big5", "big5hkscs", "gb18030", "utf_16"]).best()
    found = _try(data, best.encoding) if best is not None else None
    big5 = _try(data, "big5hkscs")
    for text in (big5, found, gb):
        if text is not None and (text is not big5 or _reads_as_chinese(text)):
            return text
    raise InputError(
        path, "文字编码无法识别（不是 UTF-8、GB18030、Big5 或 UTF-16）", "请另存为 UTF-8 编码的文本。"
    )


def _decoded(path: Path, data: bytes, encoding: str) -> str:
    text = _try(data, encoding)
    if text is None:
        raise InputError(path, f"文字编码有误（标明是 {encoding}，却读不通）", "请另存为 UTF-8 编码的文本。")
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _as_declared(data: bytes, declared: str) -> str | None:
    name = declared.lower().replace("_", "-")
    if name in ("gb2312", "gbk", "gb18030", "x-gbk"):
        name = "gb18030"
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _utf16_order(sample: bytes) -> str:
    """Which half of each pair is the high one: that of line ends, digits and signs is zero."""
    return "utf-16-le" if sample[1::2].count(0) >= sample[0::2].count(0) else "utf-16-be"


def _reads_as_chinese(text: str) -> bool:
    """Whether many of its Chinese characters are of the most frequent ones; text in a wrong encoding has few."""
    sample = text[:_SAMPLE]
    chinese = sum(1 for character in sample if "\u4e00" <= character <= "\u9fff")
    return chinese == 0 or sum(map(sample.count, _FREQUENT)) >= 0.06 * chinese


def read_text(text: str) -> list[Passage]:
    """The paragraphs, headings and tables of *text*.

    Tables are those whose cells are parted by ``|``. A paragraph is a run of lines up to one that ends a sentence; a
    blank line in the middle of a sentence (a page break of the source) does not end it. A heading, a line with tabs and
    a list item stand on their own.
    """
    passages: list[Passage] = []
    position = 0
    for table in pipe_tables(text):
        first = table.origin or 0
        passages.extend(_running_text(text, position, first))
        passages.append(table)
        position = first + len(table.text)
    return [*passages, *_running_text(text, position, len(text))]


def _running_text(text: str, first: int, past: int) -> list[Passage]:
    """The paragraphs and headings of text[first:past]."""
    passages: list[Passage] = []
    start = end = first  # the open paragraph text[start:end]; empty if start == end
    for match in _LINE.finditer(text, first, past):
        line = match.group()
        if not line.strip():
            continue
        begin = match.start() + len(line) - len(line.lstrip())
        alone = _stands_alone(line)
        if start < end and (alone or _begins_anew(text, start, end, begin, line)):
            passages.append(_passage(text, start, end))
            start = end
        if start == end:
            start = begin
        end = match.start() + len(line.rstrip())
        if alone:
            passages.append(_passage(text, start, end))
            start = end
    if start < end:
        passages.append(_passage(text, start, end))
    return passages


def _stands_alone(line: str) -> bool:
    return "\t" in line.strip() or heading_level(line) is not None or markdown_level(line.strip()) is not None


def _begins_anew(text: str, start: int, end: int, first: int, line: str) -> bool:
    """Whether *line*, whose words start at *first*, begins a paragraph and does not go on with text[start:end]."""
    finished = bool(_SENTENCE_END.search(text, max(start, end - 4), end))
    if number_level(line) is not None or _ITEM.match(line):
        return True
    if _BLANK_LINE.search(text, end, first):
        return finished or end - start < _SHORTEST_CUT
    return finished


def _passage(text: str, start: int, end: int) -> Passage:
    verbatim = text[start:end]
    level = markdown_level(verbatim)
    if level is None and not _BREAK.search(verbatim):
        level = heading_level(verbatim)
    return Passage(verbatim, level=level, origin=start)
