"""Rules that stand in paragraphs: numbered lists under headings, and tables whose cells became lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..model import BlockKind, CleanBlock, CleanDocument
from .awards import cut
from .document_form import Form, Heading, Line, heading, stated_points, with_marks
from .document_table import role_of

#: What is left between the cells of a table that was copied as text.
_CELL_BREAK = re.compile(r"\n\s*?\t\s*|\t+")
_TITLE = re.compile(
    r"(?:考核|考评|评分|评价|计分|验收|绩效|指标|目标责任|任务)[^，。；]{0,20}(?:细则|办法|标准|体系|方案|一览表|评分表|考核表|指标表|表|规则)(?:[（(][^）)]*[)）])?$"
)
_NUMBERED = re.compile(r"^(?:\d{1,2}[.、．)）](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]是)")
_LEVELS = (
    re.compile(r"^(?:第[一二三四五六七八九十]+[章节部分]+|[一二三四五六七八九十]{1,3}[、.．])"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^\d{1,2}[.、．](?!\d)"),
    re.compile(r"^[（(]\d{1,2}[)）]"),
)
_SENTENCE = re.compile(r"[。；，]")
_LONGEST_HEADING = 40
_LONGEST_NAME = 20
_LONGEST_COLUMN_HEADING = 8
#: Headings that are told by their points alone stand below numbered ones.
_RANK_BY_POINTS = 10
#: A statement about the whole (基础分100分，另设…) is no clause.
_ABOUT_TOTAL = re.compile(
    r"(?:基础分|总分|满分|百分制|总得分|基本分)[^。；]{0,12}\d+分|按?百分制|折[成算]|最终得分|综合得分"
)
#: 网络零售额（15分）。增长20%以上得15分…: a heading run in with its clause.
_NAMED = re.compile(
    r"^(?:\d{1,2}[.、．]|[（(]\d{1,2}[)）]|[①-⑳])?[^，。；：（(]{2,20}[（(]\d+(?:\.\d+)?分[)）][。：:，]"
)
_GRADES = re.compile(r"优秀[^；。]*(?:良好|合格)|(?:等次|等级)[^；。]*\d+分")
_SPECIAL = re.compile(r"加分|奖励|扣分|减分|否决|倒扣")


@dataclass(frozen=True, slots=True)
class _Piece:
    """One paragraph, or one cell of a table that became lines."""

    text: str
    place: str
    level: int | None
    index: int

    @property
    def points(self) -> Decimal | None:
        return stated_points(self.text)

    @property
    def bare(self) -> str:
        """The words before the points at the end."""
        return re.sub(r"[（(【][^（(【]*[)）】][。；;]?$", "", self.text)


def text_forms(document: CleanDocument) -> tuple[Form, ...]:
    """The forms of a document that stand in its paragraphs, in order.

    Args:
        document: the document; its tables are passed over.
    """
    pieces = list(_pieces(document))
    forms: list[Form] = []
    title, place, start = "", "", 0
    for position, piece in enumerate([*pieces, None]):
        if piece is not None and not _is_title(piece):
            continue
        lines = tuple(_Lines(pieces[start:position]).read())
        if lines:
            forms.append(Form(title, lines, place))
        if piece is not None and (lines or not title or _is_title(piece)):
            title, place, start = piece.text, piece.place, position + 1
    return tuple(forms)


def titles(document: CleanDocument) -> dict[int, str]:
    """What may be the title of a table, by index of its block."""
    return {
        piece.index: piece.text
        for piece in _pieces(document)
        if _is_title(piece) and "\t" not in document.blocks[piece.index].block.text
    }


class _Lines:
    """The lines of one form."""

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self.pieces = [piece for piece in pieces if not _is_column_heading(piece)]
        self.above: list[tuple[int, Heading]] = []
        self._taken: dict[str, Decimal] = {}  # by heading, the points of the headings below it
        self._with_lines: set[str] = set()

    def read(self) -> Iterator[Line]:
        index = 0
        while index < len(self.pieces):
            piece = self.pieces[index]
            if self._is_heading(index):
                self._raise(piece)
                choices = list(self._choices(index + 1))
                if choices:
                    for name, clause in choices:
                        headings = (*(one for _, one in self.above), Heading(name.text))
                        yield Line(
                            headings, clause.text, self.above[-1][1].points, place=clause.place, choice=True
                        )
                    index += 2 * len(choices)
            elif self._is_clause(piece):
                named = _NAMED.match(piece.text)
                if named and cut(piece.text[named.end() :]).awards:
                    own = heading(named.group().rstrip("。：:，"))
                    headings = (*(one for _, one in self.above), own)
                    yield Line(headings, with_marks(piece.text[named.end() :]), own.points, place=piece.place)
                    index += 1
                    continue
                yield Line(
                    tuple(one for _, one in self.above),
                    with_marks(piece.text),
                    piece.points,
                    place=piece.place,
                )
            index += 1

    def _is_heading(self, index: int) -> bool:
        piece = self.pieces[index]
        if piece.points is not None:
            return self._heads_points(index)
        if piece.level is not None or any(pattern.match(piece.text) for pattern in _LEVELS[:2]):
            return len(piece.text) <= _LONGEST_HEADING and not cut(piece.text).awards
        return False

    def _heads_points(self, index: int) -> bool:
        """Whether a piece that ends with points is a heading over the next ones, and no clause itself."""
        piece = self.pieces[index]
        name = piece.bare.strip()
        if _SENTENCE.search(name) or len(name) > _LONGEST_HEADING:
            return False
        if piece.level is not None or any(pattern.match(piece.text) for pattern in _LEVELS[:2]):
            return True
        following = [later for later in self.pieces[index + 1 : index + 40] if later.text != piece.text]
        points, total, number = piece.points or Decimal(0), Decimal(0), 0
        for later in following:
            if later.points is None:
                awards = cut(with_marks(later.text)).awards
                worth = max((award.high for award in awards), default=Decimal(0))
            else:
                worth = later.points
            total += worth
            number += worth != 0
            if total >= points:
                break
        if total == points and number >= 2:
            return True
        repeated = any(later.text == piece.text for later in self.pieces[max(index - 3, 0) : index])
        return repeated or (
            number == 0 and len(name) <= _LONGEST_NAME and bool(list(self._choices(index + 1)))
        )

    def _raise(self, piece: _Piece) -> None:
        found = heading(piece.text)
        if any(one.key == found.key for _, one in self.above):
            while self.above and self.above[-1][1].key != found.key:
                self.above.pop()
            return  # repeated after a page break
        rank = next((rank for rank, pattern in enumerate(_LEVELS) if pattern.match(piece.text)), None)
        if rank is None and piece.level is not None:
            rank = piece.level
        if rank is None:
            rank = self._rank_by_points(found)
        while self.above and self.above[-1][0] >= rank:
            self.above.pop()
        self.above.append((rank, found))

    def _rank_by_points(self, found: Heading) -> int:
        """A heading with points stands below the innermost one whose points it fits into."""
        for rank, one in reversed(self.above):
            if one.points is None or found.points is None or one.key in self._with_lines:
                continue
            taken = self._taken.get(one.key, Decimal(0))
            if found.points < one.points and taken + found.points <= one.points:
                self._taken[one.key] = taken + found.points
                return rank + 1
        return _RANK_BY_POINTS

    def _choices(self, start: int) -> Iterator[tuple[_Piece, _Piece]]:
        """Pairs of a short name and what is asked of it, without points: each unit has its own."""
        pairs = []
        index = start
        while index < len(self.pieces) and self.pieces[index].text == self.pieces[start - 1].text:
            index += 1
        while index + 1 < len(self.pieces):
            name, clause = self.pieces[index], self.pieces[index + 1]
            if not (_is_name(name.text) and len(clause.text) > len(name.text) and not _is_name(clause.text)):
                break
            if clause.points is not None or cut(clause.text).awards:
                break
            pairs.append((name, clause))
            index += 2
        if len(pairs) >= 2:
            yield from pairs

    def _is_clause(self, piece: _Piece) -> bool:
        if not self.above and piece.points is None:
            return False
        if piece.points is None and (_ABOUT_TOTAL.search(piece.text) or _GRADES.search(piece.text)):
            return False
        awards = cut(with_marks(piece.text)).awards
        under_special = any(_SPECIAL.search(one.name) for _, one in self.above)
        counted = bool(awards) and (
            piece.points is not None or bool(_NUMBERED.match(piece.text)) or len(piece.text) <= 120
        )
        vetoed = any("否决" in one.name for _, one in self.above[-1:])
        found = counted or vetoed or (under_special and bool(awards))
        if found and self.above:
            self._with_lines.add(self.above[-1][1].key)
        return found


def _pieces(document: CleanDocument) -> Iterator[_Piece]:
    for clean in document.blocks:
        block = clean.block
        if block.kind is BlockKind.TABLE:
            continue
        for start, end in _cells(block.text):
            text = _clean(clean, start, end)
            if text:
                place = document.document.place(block.index, start, end).label
                yield _Piece(text.lstrip("# ") or text, place, block.level or None, block.index)


def _cells(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for gap in _CELL_BREAK.finditer(text):
        yield position, gap.start()
        position = gap.end()
    yield position, len(text)


def _clean(clean: CleanBlock, start: int, end: int) -> str:
    first, past = (bisect_left(clean.offsets, offset) for offset in (start, end))
    return clean.text[first:past].strip()


def _is_title(piece: _Piece) -> bool:
    return (
        len(piece.text) <= 60
        and piece.points is None
        and bool(_TITLE.search(piece.text))
        and (
            not _SENTENCE.search(piece.text)
            and not _NUMBERED.match(piece.text)
            and not _LEVELS[0].match(piece.text)
        )
    )


def _is_column_heading(piece: _Piece) -> bool:
    """考核指标, 考核内容: what headed the columns of a table that became lines."""
    if piece.points is not None or piece.level is not None or len(piece.text) > _LONGEST_COLUMN_HEADING:
        return False
    return role_of(piece.text) is not None


def _is_name(text: str) -> bool:
    return 1 < len(text) <= _LONGEST_NAME and not re.search(r"[，。；：\d]", text)
