"""Plain text and Markdown → passages, each a verbatim slice of the file's text."""

from __future__ import annotations

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
_ITEM = re.compile(r"\s*(?:[-*•●]\s|[一二三四五六七八九十]+是|[#|<])")


def decode(path: Path, data: bytes) -> str:
    """Text of a file in UTF-8 (with or without BOM), UTF-16 with BOM or GB 18030; line ends stay as they are.

    Raises:
        InputError: the bytes are in none of them.
    """
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(path, "文字编码无法识别（不是 UTF-8 或 GB18030）", "请另存为 UTF-8 编码的文本。")


def read_text(text: str) -> list[Passage]:
    """The paragraphs, headings and tables of *text*.

    Tables are those whose cells are parted by ``|``. A paragraph is a run of lines up to one that ends a sentence; a blank line in the middle of a sentence (a page break
    of the source) does not end it. A heading, a line with tabs and a list item stand on their own.
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
