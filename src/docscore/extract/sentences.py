"""Clean blocks → sentences, each with its mood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import BlockKind, Cell, CleanBlock, CleanDocument, Lexicon, Mood, Sentence
from .headers import Headers, headers_of
from .words import last_of, pattern

_SENTENCE = re.compile(r"[^。；！？;!?\n]*[。；！？;!?]+[”’」』）)]*|[^。；！？;!?\n]+")
#: 一、工作目标 围绕……: a heading and its first sentence in one paragraph; it heads what follows as well.
_RUN_IN = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])\s*([^\s，,。；：:]{2,14})[\s：:]"
)
_RULE_MARKS = re.compile(r"[(（]\d+(?:\.\d+)?(?:[-—~至]\d+(?:\.\d+)?)?分[)）]")
#: Points given on a condition: 每低5个百分点扣1分, 达到的得5分. A report that scores itself says so.
_CONDITION = re.compile(r"每[^，。；]{1,20}[扣加减]\d+(?:\.\d+)?分|的，?[得计加扣]\d+(?:\.\d+)?分")
_SELF = re.compile(r"自评|自查|实际|本项|我[县市区局镇乡]")
#: What every rule paper is made of: points in brackets, or articles.
_POINTS = re.compile(r"[(（][+\-－]?\d+(?:\.\d+)?分[)）]|[得扣加计]\d+(?:\.\d+)?分|不得分|扣完为止")
_ARTICLE = re.compile(r"\s*第[一二三四五六七八九十百\d]{1,4}条")
_SELF_REPORT = re.compile(r"自评|自查|总结|汇报|评价报告|工作报告")
_SCORED_COLUMN = re.compile(r"自评|(?:^|[\s|])(?:得分|评分|实得|完成值|完成情况|实际完成)")
_SELF_SCORED = re.compile(r"自评得分|自评总分|自评分")
_TITLE_END = re.compile(r"[”》）)\s]*(?:[(（][^()（）\n]{1,12}[)）])?\s*(?:$|\n)")
_TITLE_BLOCKS, _LONGEST_TITLE, _MANY_POINTS = 4, 60, 4


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence with what surrounds it.

    Attributes:
        sentence: the sentence.
        clean: its block.
        cell: its table cell, ``None`` outside tables.
        headers: the headers of its table, ``None`` outside tables.
        section: mood that the headings above it set, ``None`` if they set none.
        headings: the headings above it in clean text, outermost first.
    """

    sentence: Sentence
    clean: CleanBlock
    cell: Cell | None
    headers: Headers | None
    section: Mood | None = None
    headings: tuple[str, ...] = ()


def sentences(clean: CleanDocument, lexicon: Lexicon) -> Iterator[Spoken]:
    """All sentences of a document in reading order; none crosses a block or a table cell.

    Args:
        clean: the document.
        lexicon: words that tell the mood.
    """
    moods = _moods_of(lexicon)
    whole = moods.of_document(clean)
    index = 0
    run_in: Mood | None = None
    section: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    known = {_key(one.block.text): one.text for one in clean.blocks if one.block.kind is BlockKind.HEADING}
    for position, block in enumerate(clean.blocks):
        headers = headers_of(clean, position, lexicon) if block.block.table else None
        headed = _RUN_IN.match(block.block.text) if headers is None else None
        if headed or block.block.section != section:
            run_in, section = moods.of_section((headed.group(1),)) if headed else None, block.block.section
            headings = tuple(known.get(_key(heading), heading) for heading in section)
        section_mood = Mood.RULE if _lists_points(block) else run_in or moods.of_section(headings) or whole
        for start, end, cell in _stretches(block):
            for match in _SENTENCE.finditer(block.text, start, end):
                text = match.group()
                left = len(text) - len(text.lstrip())
                text = text.strip()
                if not text:
                    continue
                at = match.start() + left
                raw_start, raw_end = block.span(at, at + len(text))
                sentence = Sentence(
                    index=index,
                    text=text,
                    place=clean.document.place(block.block.index, raw_start, raw_end),
                    mood=moods.of(text, section_mood, cell, headers),
                    clean_block=position,
                    clean_start=at,
                )
                yield Spoken(sentence, block, cell, headers, section_mood, headings)
                index += 1


def _key(heading: str) -> str:
    return "".join(heading.split())


def _lists_points(clean: CleanBlock) -> bool:
    """Whether a paragraph or table is itself a list of rules: points again and again, and none of them given."""
    if clean.block.table is not None and _SCORED_COLUMN.search(clean.text):
        return False
    return len(_POINTS.findall(clean.text)) >= _MANY_POINTS and _SELF_SCORED.search(clean.text) is None


def _stretches(clean: CleanBlock) -> Iterator[tuple[int, int, Cell | None]]:
    """The block's text, or that of each of its cells, as offsets into the clean text."""
    table = clean.block.table
    if table is not None and table.is_roll:
        return
    if clean.block.kind is not BlockKind.TABLE or table is None:
        yield 0, len(clean.text), None
        return
    # Clean offsets rise with raw ones, so one walk finds both ends of every cell.
    raw = clean.offsets
    at = 0
    for cell in table.cells:
        while at < len(clean.text) and raw[at] < cell.start:
            at += 1
        start = at
        while at < len(clean.text) and raw[at] < cell.end:
            at += 1
        if at > start:
            yield start, at, cell


class _Moods:
    """Mood from headings, table headers and cues."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._sections = {mood: pattern(words) for mood, words in lexicon.mood_sections.items()}
        self._cues = {mood: pattern(words) for mood, words in lexicon.mood_cues.items()}

    def of_section(self, section: tuple[str, ...]) -> Mood | None:
        """The mood that the innermost telling heading sets; in one heading the last word tells (目标完成情况)."""
        for heading in reversed(section):
            mood = last_of(self._sections, heading)
            if mood is not None:
                return mood
        return None

    def of_document(self, clean: CleanDocument) -> Mood | None:
        """RULE for a paper that is itself a set of rules: by its title, its articles, or points in most of its blocks."""
        texts = [block.text for block in clean.blocks if block.text.strip()]
        title = "\n".join(text for text in texts[:_TITLE_BLOCKS] if len(text) <= _LONGEST_TITLE)
        body = "\n".join(texts)
        if not texts or _SELF_REPORT.search(title) or _SELF_SCORED.search(body):
            return None
        rules = self._sections.get(Mood.RULE)
        if rules and any(_TITLE_END.match(title, match.end()) for match in rules.finditer(title)):
            return Mood.RULE
        marked = sum(1 for text in texts if _POINTS.search(text) or _ARTICLE.match(text))
        return Mood.RULE if marked * 3 >= len(texts) else None

    def of(self, text: str, section: Mood | None, cell: Cell | None, headers: Headers | None) -> Mood:
        """The mood of one sentence.

        Args:
            text: the sentence.
            section: mood of its section.
            cell: its cell, if it stands in a table.
            headers: the headers of the table.
        """
        if cell is not None and headers is not None:
            set_by_header = headers.mood(cell)
            if set_by_header is not None:
                return set_by_header
        if section is Mood.RULE:
            return section
        if _CONDITION.search(text) and not _SELF.search(text):
            return Mood.RULE
        if _RULE_MARKS.search(text) and section in {None, Mood.RULE} and self._says(Mood.RULE, text):
            return Mood.RULE
        if section is Mood.PROBLEM:
            return Mood.PROBLEM
        if section is Mood.PLANNED:
            return (
                Mood.STATED
                if self._says(Mood.STATED, text) and not self._says(Mood.PLANNED, text)
                else section
            )
        if section is None and self._says(Mood.PROBLEM, text):
            return Mood.PROBLEM
        if self._says(Mood.PLANNED, text) and not self._says(Mood.STATED, text):
            return Mood.PLANNED
        return section or Mood.STATED

    def _says(self, mood: Mood, text: str) -> bool:
        return mood in self._cues and self._cues[mood].search(text) is not None


_kept: list[tuple[Lexicon, _Moods]] = []


def _moods_of(lexicon: Lexicon) -> _Moods:
    """The moods of a lexicon; the last one is kept, as a run uses one lexicon throughout."""
    if not _kept or _kept[0][0] is not lexicon:
        _kept[:] = [(lexicon, _Moods(lexicon))]
    return _kept[0][1]
