"""Clean document → figures: quantities of the grammar, with role, subject and period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model import CleanDocument, Extraction, Figure, Lexicon, Mood, Role
from ..quantity import Found, scan
from .context import Context
from .roles import Roles
from .segmenter import Segmenter
from .sentences import Spoken, sentences
from .subjects import Subjects
from .times import Times

_LABEL = re.compile(r"([^\s，。；：、()（）]{1,20})(?:[(（]([^()（）]{1,6})[)）])?[:：]$")
_DOUBTFUL = Decimal("0.4")
_PHONE = re.compile(r"1[3-9]\d{9}|\d{12,}")
_PLANNED = re.compile(r"规划建设|拟建|计划建|规划新建|拟新建|计划新建|规划布局|在建")


def extract(clean: CleanDocument, lexicon: Lexicon) -> Extraction:
    """The figures and sentences of a document, both in reading order.

    Args:
        clean: the document.
        lexicon: units, cues and terms.

    Returns:
        Every quantity that the grammar finds in a sentence or cell, with what it is for, what it counts and when
        it held. Numbers without a unit are figures only under a table header or behind a label.
    """
    roles, subjects, segmenter = _readers_of(lexicon)
    times = Times()
    spoken: list[Spoken] = []
    figures: list[Figure] = []
    for one in sentences(clean, lexicon):
        spoken.append(one)
        times.enter(one)
        found = [each for each in _found(one, lexicon) if not segmenter.names(one.sentence.text, each)]
        before: Role | None = None
        named: list[str] = []
        for position in range(len(found)):
            context = Context.of(one, found, position)
            role = roles.of(context, before)
            named.append(subjects.of(context, named))
            figures.append(_figure(clean, context, len(figures) + 1, role, named[-1], times.of(context)))
            before = role
    return Extraction(tuple(figures), tuple(one.sentence for one in spoken))


_readers: list[tuple[Lexicon, Roles, Subjects, Segmenter]] = []


def _readers_of(lexicon: Lexicon) -> tuple[Roles, Subjects, Segmenter]:
    """What reads with a lexicon's words; the last one is kept, as a run uses one lexicon throughout."""
    if not _readers or _readers[0][0] is not lexicon:
        segmenter = Segmenter(lexicon.terms)
        _readers[:] = [(lexicon, Roles(lexicon), Subjects(lexicon, segmenter), segmenter)]
    return _readers[0][1:]


def _figure(
    clean: CleanDocument, context: Context, number: int, role: Role, subject: str, period: str | None
) -> Figure:
    spoken, found = context.spoken, context.found
    sentence = spoken.sentence
    start, end = _raw_span(spoken, found)
    return Figure(
        id=f"f{number}",
        surface=spoken.clean.block.text[start:end],
        quantity=found.quantity,
        role=role,
        subject=subject,
        period=period,
        place=clean.document.place(spoken.clean.block.index, start, end),
        sentence=sentence.index,
        start=found.start,
        end=found.end,
        planned=sentence.mood is not Mood.PLANNED
        and role is Role.ACTUAL
        and _PLANNED.search(context.clause) is not None,
        confidence=_confidence(clean, spoken, start, end, found),
    )


def _confidence(clean: CleanDocument, spoken: Spoken, start: int, end: int, found: Found) -> Decimal:
    """That of the grammar; a figure that was recognised with doubt is never certain."""
    doubtful = clean.document.doubtful(spoken.clean.block.index, start, end)
    return min(found.confidence, _DOUBTFUL) if doubtful else found.confidence


def _raw_span(spoken: Spoken, found: Found) -> tuple[int, int]:
    """The figure's place in the text as read; a superscript written as mark-up belongs to it whole."""
    clean_start = spoken.sentence.clean_start
    start, end = spoken.clean.span(clean_start + found.start, clean_start + found.end)
    if spoken.clean.text[clean_start + found.end - 1] in "²³":
        raw = spoken.clean.block.text
        past = spoken.clean.offsets[clean_start + found.end]
        end = end + len(raw[end:past].rstrip())
    return start, end


def _found(spoken: Spoken, lexicon: Lexicon) -> Iterator[Found]:
    text = spoken.sentence.text
    if spoken.cell is not None and spoken.headers is not None and spoken.headers.ignored(spoken.cell):
        return
    for found in scan(text, lexicon, bare=True):
        if found.quantity.unit or _has_magnitude(text, found):
            yield found
            continue
        unit = _unit_beside(spoken, found)
        measured = _with_unit(text, found, unit, lexicon) if unit else None
        if measured:
            yield measured


def _has_magnitude(text: str, found: Found) -> bool:
    return text[found.end - 1] in "万亿"


def _unit_beside(spoken: Spoken, found: Found) -> str:
    """The unit of a bare number: that of its column, or the one its label ends in (培训人次：4200)."""
    text = spoken.sentence.text
    if _PHONE.fullmatch(text[found.start : found.end]):
        return ""
    if spoken.cell is not None and spoken.headers is not None:
        alone = not text[: found.outer_start].strip() and not text[found.outer_end :].strip()
        return spoken.headers.unit(spoken.cell) if alone else ""
    label = _LABEL.search(text[: found.outer_start])
    if not label:
        return ""
    return label.group(2) or label.group(1)


def _with_unit(text: str, found: Found, unit: str, lexicon: Lexicon) -> Found | None:
    """The bare number read again as if its unit stood behind it; a label gives the longest unit that it ends in."""
    number = text[found.start : found.end]
    for start in range(len(unit)):
        symbol = unit[start:]
        known = symbol in lexicon.units or (symbol[0] in "百千万亿" and symbol[1:] in lexicon.units)
        if not known:
            continue
        read = scan(f"{text[found.outer_start : found.start]}{number}{symbol}", lexicon)
        if len(read) == 1:
            return Found(
                found.start,
                found.end,
                found.outer_start,
                found.outer_end,
                read[0].quantity,
                found.spelled,
                min(read[0].confidence, Decimal("0.9")),
            )
    return None
