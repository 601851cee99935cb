"""What was handed in: papers, and the annexes and sheets that stand inside one, each with the words it is known by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import PurePosixPath

from rapidfuzz import fuzz

from ..model import Block, BlockKind, Document, Indicator, Paper, PaperKind, Part, Submission
from .signs import dates_in

_ANNEX = re.compile(r"^附\s*[件表录图]\s*[\d一二三四五六七八九十]+(?:\s*[-－—.．]\s*\d+)*\s*[:：.．、]?\s*")
_NUMBER = re.compile(r"^(?:附件|附|材料|佐证材料|佐证|证明|指标)?\s*[A-Za-z]?(\d+(?:\s*[.．\-－—_]\s*\d+)+)")
_DIGITS = re.compile(r"\d+(?:\.\d+)*")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_OPENING = 400
_LEAST_ANNEX = 100
_SHEET_NAME = re.compile(r"^(?:Sheet|工作表)\s*\d*$", re.IGNORECASE)
_SAME_NAME = 80


@dataclass(frozen=True)
class Handed:
    """A paper, or a part of one that is a paper of its own.

    Attributes:
        paper: the file.
        label: its path; with ``› 附件2`` behind it for a part.
        title: what it calls itself.
        blocks: its blocks; empty where it was not read.
    """

    paper: Paper
    label: str
    title: str
    blocks: tuple[Block, ...] = ()

    @cached_property
    def names(self) -> str:
        """Title, file name and folders: what people named it."""
        path = PurePosixPath(self.paper.path)
        return "／".join(dict.fromkeys((self.title, path.stem, *reversed(path.parts[:-1]))))

    @property
    def own_names(self) -> str:
        """Title and file name without the folders, which hold other papers too."""
        return f"{self.title}／{PurePosixPath(self.paper.path).stem}"

    @cached_property
    def opening(self) -> str:
        """Its first words outside tables: what a column of a list is headed is not what the list is about."""
        first = (block.text[:_OPENING] for block in self.blocks[:6] if block.table is None)
        return "".join("\n".join(first).split())[:_OPENING]

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """The first rows of its tables, one text a table."""
        tables = (block for block in self.blocks if block.table is not None)
        return tuple("".join(block.text[:_OPENING].split()) for block in tables)

    @property
    def is_read(self) -> bool:
        """Whether there are words of it."""
        return any(block.text.strip() for block in self.blocks)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years in its names; the years of its dates where its names give none."""
        named = tuple(sorted({int(year) for year in _YEAR.findall(self.own_names)}))
        if named:
            return named
        short = [block.text for block in (*self.blocks[:6], *self.blocks[-3:]) if len(block.text) <= 30]
        return tuple(sorted({date[0] for text in short for date in dates_in(text)}))

    def is_of(self, kind: PaperKind) -> bool:
        """Whether it looks like a paper of *kind*."""
        if any(word in self.own_names for word in kind.unless):
            return False
        if self.paper.kind in kind.files or any(word in self.own_names for word in kind.titles):
            return True
        folders = PurePosixPath(self.paper.path).parts[:-1]
        if any(word in folder for folder in folders[-1:] for word in kind.titles):
            return True
        return any(
            all(word in header for word in needed) for header in self.headers for needed in kind.headers
        )

    def is_placed_under(self, indicator: Indicator) -> bool:
        """Whether a folder or file name says that it is for *indicator*: 1.1组织领导, 附件1-1."""
        numbers = _DIGITS.findall(indicator.id)
        for part in PurePosixPath(self.paper.path).with_suffix("").parts:
            if match := _NUMBER.match(part):
                number = re.sub(r"\s*[.．\-－—_]\s*", ".", match.group(1))
                if numbers and (number == numbers[0] or number.startswith(f"{numbers[0]}.")):
                    return True
            words = re.sub(r"^[\d\s.．、\-－—_()（）]+", "", part)
            if words and (indicator.name in words or fuzz.ratio(words, indicator.name) >= _SAME_NAME):
                return True
        return False


def handed_in(submission: Submission) -> tuple[Handed, ...]:
    """What may be evidence: every paper but the report's own versions and the self-score table; annexes and sheets."""
    found: list[Handed] = []
    for paper in submission.papers:
        document = paper.document
        if paper.part is Part.REPORT:
            assert document is not None
            found += _annexes(paper, document.blocks)
        elif paper.part in (Part.EVIDENCE, Part.PLAN, Part.UNREAD):
            found.append(Handed(paper, paper.path, paper.title, document.blocks if document else ()))
            if document is not None:
                found += _sheets(paper, document) if document.kind in ("xlsx", "xls") else ()
                found += _annexes(paper, document.blocks)
    return tuple(found)


def _sheets(paper: Paper, document: Document) -> Iterator[Handed]:
    """The sheets of a workbook with more than one; each is a paper of its own."""
    starts = [block.index for block in document.blocks if block.kind is BlockKind.HEADING]
    if len(starts) < 2:
        return
    for blocks in _cut(document.blocks, starts):
        name = blocks[0].text.strip()
        first = next((block.text.strip().splitlines()[0] for block in blocks[1:] if block.text.strip()), "")
        title = first.replace("\t", "")[:60] if _SHEET_NAME.match(name) else name
        yield Handed(paper, f"{paper.path} › {name}", title, tuple(blocks[1:]))


def _annexes(paper: Paper, blocks: Sequence[Block]) -> Iterator[Handed]:
    """Annexes that stand in a paper with their contents; a mere list of annexes is none."""
    starts = [
        block.index
        for block in blocks
        if block.kind is not BlockKind.TABLE and _ANNEX.match(block.text.strip())
    ]
    for annex in _cut(blocks, starts):
        head = annex[0].text.strip().splitlines()[0]
        rest = _ANNEX.sub("", head)
        body = annex[1:]
        title = rest or next((block.text.strip()[:60] for block in body if block.text.strip()), "")
        if any(block.table is not None for block in body) or sum(len(b.text) for b in body) >= _LEAST_ANNEX:
            match = _ANNEX.match(head)
            assert match is not None
            yield Handed(paper, f"{paper.path} › {match.group().strip(' :：.．、')}", title, tuple(body))


def _cut(blocks: Sequence[Block], starts: Iterable[int]) -> Iterator[Sequence[Block]]:
    """*blocks* cut before each of *starts*; what stands before the first is left out."""
    bounds = [*starts, len(blocks)]
    for start, end in pairwise(bounds):
        yield blocks[start:end]
