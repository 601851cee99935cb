"""The papers that a rubric asks for against those handed in: there, doubtful, missing or unreadable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import Lexicon, Part, Presence, RequiredPaper, Rubric, Submission
from .asked import Asked, asked_papers, pairs
from .handed import Handed, handed_in
from .signs import dates_in

#: Share of a subject's pairs of characters that must stand in a paper's names, or its first words, in percent.
_SAME_SUBJECT, _NEAR_SUBJECT = 60, 34
_SHOWN = 3
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_COUNTY = re.compile(
    r"^(?:关于)?(?:印发|成立|开展)?《?(?:[\u4e00-\u9fff]{2,3}省)?(?:[\u4e00-\u9fff]{2,3}市)?([\u4e00-\u9fff]{1,4}(?:自治县|县|旗))"
)
_NO_COUNTY = re.compile(r"[全各我本该]县|示范县|贫困县|试点县|[^\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Match:
    """A paper that may be the one asked for; ``doubts`` say what does not fit."""

    handed: Handed
    strength: int
    reason: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Setting:
    """Whose submission it is and which years it is about; ``None`` where the papers do not say."""

    county: str | None
    first: int | None
    last: int | None


def find_required(submission: Submission, rubric: Rubric, lexicon: Lexicon) -> tuple[RequiredPaper, ...]:
    """Each paper that the rubric asks for, with what was handed in for it.

    Args:
        submission: as sorted.
        rubric: the rubric with the evidence column of its rule document.
        lexicon: the kinds of papers, and other words for the same.

    Returns:
        In the rubric's order; empty where the rubric names no evidence.
    """
    handed = handed_in(submission)
    setting = _setting(submission, rubric)
    return tuple(
        _required(asked, handed, setting, lexicon.paper_words)
        for indicator in rubric.indicators()
        for asked in asked_papers(indicator, lexicon)
    )


def _required(
    asked: Asked, handed: Sequence[Handed], setting: _Setting, words: Mapping[str, str]
) -> RequiredPaper:
    matches = sorted(
        (match for one in handed for match in _matches(asked, one, setting, words)),
        key=lambda match: (bool(match.doubts), -match.strength, match.handed.label),
    )
    unread = [match for match in matches if match.handed.paper.part is Part.UNREAD]
    read = [match for match in matches if match.handed.paper.part is not Part.UNREAD]
    sure = [match for match in read if not match.doubts]
    if sure:
        presence, taken, reason = Presence.PRESENT, sure, sure[0].reason
    elif read:
        best = [match for match in read if match.strength == read[0].strength]
        presence, taken, reason = Presence.DOUBTFUL, best, "；".join(best[0].doubts)
    elif unread:
        presence, taken, reason = Presence.UNREADABLE, unread, unread[0].handed.paper.trouble
    else:
        presence, taken, reason = Presence.MISSING, [], "没有找到相符的材料"
    papers = tuple(dict.fromkeys(match.handed.label for match in taken))
    if len(papers) > _SHOWN:
        reason += f"；相符的共 {len(papers)} 份"
    return RequiredPaper(asked.indicator.id, asked.name, asked.criteria, presence, papers[:_SHOWN], reason)


def _matches(asked: Asked, handed: Handed, setting: _Setting, words: Mapping[str, str]) -> Iterator[_Match]:
    """How a paper fits what is asked; nothing where kind or subject speak against it."""
    firm = [kind for kind in asked.kinds if handed.is_of(kind)]
    loose = [kind for kind in asked.kinds if kind.loose]
    placed = handed.is_placed_under(asked.indicator)
    doubts = _doubts(asked, handed, setting)
    wanted = asked.kinds[0].name if asked.kinds else asked.name
    if not asked.subjects:
        if firm:
            where = "，放在这一指标的文件夹里" if placed else ""
            yield _Match(handed, 3 + placed, f"是{firm[0].name}{where}", doubts)
        return
    about = "、".join(asked.subjects)
    named = _subject_in(asked.subjects, handed.names, words) >= _SAME_SUBJECT
    told = _subject_in(asked.subjects, handed.opening, words)
    if firm and (named or told >= _SAME_SUBJECT):
        known = "题目或文件名" if named else "开头几行"
        yield _Match(handed, 5 + placed + named, f"{known}写明“{about}”，是{firm[0].name}", doubts)
    elif firm and placed:
        yield _Match(handed, 4, f"是{firm[0].name}，放在这一指标的文件夹里", doubts)
    elif named and (not asked.kinds or any(not kind.titles for kind in loose)):
        yield _Match(handed, 3 + placed, f"题目或文件名写明“{about}”", doubts)
    elif named and (placed or loose) and not any(kind.files for kind in asked.kinds):
        yield _Match(handed, 1 + placed, "", (f"内容相符，但看不出是{wanted}", *doubts))
    elif firm and told >= _NEAR_SUBJECT:
        yield _Match(handed, 1, "", (f"是{firm[0].name}，但看不出是不是关于“{about}”", *doubts))


def _doubts(asked: Asked, handed: Handed, setting: _Setting) -> tuple[str, ...]:
    """What casts doubt on a paper of the right kind and subject: unread words, another year, another county."""
    doubts = []
    looked_at = any(kind.files for kind in asked.kinds)
    if handed.paper.part is not Part.UNREAD and not handed.is_read and not looked_at:
        doubts.append("只有图片或视频，内容没有读到" if handed.paper.kind else "没有读到文字")
    if handed.years and setting.last is not None and handed.years[0] > setting.last:
        doubts.append(f"年份是 {handed.years[0]} 年，在评价期（到 {setting.last} 年）之后")
    if handed.years and setting.first is not None and handed.years[-1] < setting.first:
        doubts.append(f"年份是 {handed.years[-1]} 年，早于 {setting.first} 年")
    other = _county_of(handed.title)
    if other and setting.county and other != setting.county and setting.county not in handed.opening:
        doubts.append(f"题目里的单位是{other}，不是{setting.county}")
    return tuple(doubts)


def _setting(submission: Submission, rubric: Rubric) -> _Setting:
    """The county and the years: from the programme's year in the rubric's title to the report's own."""
    (report,) = submission.of(Part.REPORT)
    assert report.document is not None
    blocks = report.document.blocks
    short = [block.text for block in (*blocks[:12], *blocks[-12:]) if len(block.text) <= 30]
    years = [date[0] for text in short for date in dates_in(text)]
    years += [int(year) for year in _YEAR.findall(report.title)]
    started = [int(year) for year in _YEAR.findall(rubric.title)]
    last = max(years, default=rubric.as_of.year if rubric.as_of else None)
    return _Setting(_county_of(report.title), min(started, default=None), last)


def _county_of(title: str) -> str | None:
    """The county that a title begins with; not 全县 or 示范县."""
    match = _COUNTY.match(title)
    return match.group(1) if match and not _NO_COUNTY.search(match.group(1)) else None


def _subject_in(subjects: tuple[str, ...], text: str, words: Mapping[str, str]) -> int:
    """The largest share of one subject's pairs of characters that stand in *text*, in percent."""
    there = pairs(text, words)
    wanted = [pairs(subject, words) for subject in subjects]
    return max((100 * len(want & there) // len(want) for want in wanted), default=0)
