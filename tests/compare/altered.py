"""A copy of a Word paper as its county might send it again: some figures altered, some sections moved."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document as OpenDocx

from docscore.model import Comparator, Extraction, Figure

_PLAIN = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])")


class Alteration(NamedTuple):
    """One figure as it was printed and as it is printed now."""

    before: str
    after: str


def alter(
    source: Path, target: Path, extraction: Extraction, *, seed: int, figures: int, sections: int
) -> list[Alteration]:
    """Write *source* to *target* with so many figures altered and sections moved; returns the alterations."""
    chance = random.Random(seed)
    word = OpenDocx(str(source))
    candidates = [figure for figure in extraction.figures if _alterable(figure)]
    chance.shuffle(candidates)
    # Both kinds: prose and table.
    candidates.sort(key=lambda figure: figure.place.cell is None)
    half = [f for f in candidates if f.place.cell], [f for f in candidates if not f.place.cell]
    mixed = (
        [figure for pair in zip(*half, strict=False) for figure in pair]
        + half[0][len(half[1]) :]
        + half[1][len(half[0]) :]
    )
    done: list[Alteration] = []
    touched: set[tuple[int, int]] = set()
    for figure in mixed:
        if len(done) == figures:
            break
        text = extraction.sentences[figure.sentence].text
        if (figure.sentence, figure.start) in touched:
            continue
        after = _slip(figure.surface, chance)
        paragraph = _paragraph(word, text, figure.surface) if after else None
        if after and paragraph is not None:
            _rewrite(paragraph, figure.surface, after, _flat(text), len(_flat(text[: figure.start])))
            done.append(Alteration(figure.surface, after))
            touched.add((figure.sentence, figure.start))
    assert len(done) == figures
    _move(word, chance, sections)
    word.save(str(target))
    return done


def _alterable(figure: Figure) -> bool:
    return (
        figure.quantity.comparator is Comparator.EQ
        and figure.quantity.value_max is None
        and bool(re.match(r"^\d[\d,.]*\D{0,4}$", figure.surface))
    )


def _slip(surface: str, chance: random.Random) -> str:
    """The figure with one slip of the pen; empty if none fits."""
    number = _PLAIN.match(surface)
    assert number
    digits, unit = number.group(), surface[number.end() :]
    slips = []
    pairs = [
        i
        for i in range(len(digits) - 1)
        if digits[i : i + 2].isdigit() and digits[i] != digits[i + 1] and digits[i + 1] != "0"
    ]
    if pairs:
        i = chance.choice(pairs)
        slips.append(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] + unit)
    if "." not in digits and unit not in {"%", "％"}:
        slips.append(f"{digits}0{unit}")
    if unit == "元":
        slips.append(f"{digits}万元")
    if unit in {"%", "％"}:
        slips.append(f"{'98.5' if digits != '98.5' else '89.5'}{unit}")
    slips.append(f"{int(digits[0]) % 9 + 1}{digits[1:]}{unit}")
    return chance.choice(slips)


def _paragraphs(word: Any) -> list[Any]:
    return [
        *word.paragraphs,
        *(p for table in word.tables for row in table.rows for cell in row.cells for p in cell.paragraphs),
    ]


def _paragraph(word: Any, sentence: str, surface: str) -> Any | None:
    """The one paragraph that holds the sentence, if it alone does."""
    flat = _flat(sentence)
    found = {id(p._p): p for p in _paragraphs(word) if flat in _flat(p.text) and surface in p.text}
    return next(iter(found.values())) if len(found) == 1 and len(flat) > 8 else None


def _rewrite(paragraph: Any, before: str, after: str, sentence: str, start: int) -> None:
    """Write *after* for *before*, which stands at *start* of the sentence; blanks are not counted."""
    text = paragraph.text
    offset = _flat(text).index(sentence) + start
    places = (m.start() for m in re.finditer(re.escape(before), text))
    start = next(place for place in places if len(_flat(text[:place])) == offset)
    runs = paragraph.runs
    for run in runs[1:]:
        run.text = ""
    runs[0].text = text[:start] + after + text[start + len(before) :]


def _flat(text: str) -> str:
    return "".join(text.split())


def _move(word: Any, chance: random.Random, sections: int) -> None:
    """Take whole sections out and put them before another one."""
    for _ in range(sections):
        body = list(word.element.body)
        heads = [
            i
            for i, e in enumerate(body)
            if e.tag.endswith("}p") and _NUMBERED.match("".join(e.itertext()).strip())
        ]
        starts = [i for i in heads if i > heads[0]]
        at = chance.randrange(len(starts) - 1)
        begin, end = starts[at], starts[at + 1]
        section = body[begin:end]
        others = [body[i] for i in starts if not begin <= i < end + 1]
        goal = chance.choice(others)
        for element in section:
            goal.addprevious(element)
