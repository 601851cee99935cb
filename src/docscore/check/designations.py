"""E10: do two lists of one designation name the same things?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, combinations
from typing import NamedTuple

from ..model import Code, Finding, Place, Reconciled, Severity
from .case import Case
from .enumerations import listed

E10 = Code(
    "E10",
    Severity.WARNING,
    "同一称号的名单前后不一",
    "同一种称号或认定，一处写了几个并列出名称，另一处列的名称超出了这些。简称与全称当作同一种。",
    "请核对认定文件，统一名单和个数",
    "前文写地理标志商标 1 个（甲），后文写“甲、乙、丙等地理标志产品”",
)

#: 甲、乙、丙等(四大)国家地理标志产品
_EXAMPLES = re.compile(
    r"(?P<names>[^，。；：、（）()]{2,16}(?:、[^，。；：、（）()]{2,16})+)等(?P<count>[两二三四五六七八九十\d]+[大个种类项])?"
    r"(?P<title>[^，。；：、（）()的]{2,16}?(?:产品|商标|品牌|基地|景区|称号|保护区|示范区|产业园))"
)
#: What introduces a list and is no part of its first name.
_LEAD = re.compile(r"^.*(?:现有的|包括|出台了|获得|拥有|打造|培育了|建成|如|以|对)")
_COUNT_WORD = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_LEVEL = re.compile(r"^.*(?:国家级?|全国|省级|市级|县级|区级|有)")
_OF_LEVEL = re.compile(r"国家|全国|省(?=级)|市(?=级)|县(?=级)|区(?=级)")
_HELD = re.compile(r"^.*(?:现有|拥有|获得|有)")
_KIND = re.compile(r"(?:产品|商标|品牌|基地|景区|称号|保护区|示范区|产业园)$")
#: A designation is told by at least so many letters without its kind (地理标志); an abbreviation by two (地标).
_TITLE = 4


class _List(NamedTuple):
    level: str
    title: str
    names: tuple[str, ...]
    room: int | None
    said: str
    place: Place


def rival_lists(case: Case) -> Iterator[Finding | Reconciled]:
    """E10: a list has names that another list of the same designation has no room for; one finding a designation."""
    known = {(one.title, one.names): one for one in (*_by_example(case), *_counted(case))}
    by_letter: dict[str, list[_List]] = {}  # the full name and its abbreviation begin alike
    for one in sorted(known.values(), key=lambda one: (one.place.block, one.place.start)):
        by_letter.setdefault(one.title[:1], []).append(one)
    rivals: dict[_List, list[_List]] = {}
    told: set[_List] = set()
    for left, right in chain.from_iterable(combinations(lists, 2) for lists in by_letter.values()):
        if left not in told and _same(left, right) and (_over(left, right) or _over(right, left)):
            rivals.setdefault(left, []).append(right)
            told.add(right)
    for first, others in rivals.items():
        every = (first, *others)
        shown = "；".join(dict.fromkeys(one.said for one in every))
        yield E10.finding(
            f"同一种称号，{len(every)} 处的名单对不上：{shown}", places=(one.place for one in every)
        )


def _over(counted: _List, other: _List) -> bool:
    """Whether *other* names things for which the count of *counted* leaves no room."""
    strange = [name for name in other.names if not any(_alike(name, known) for known in counted.names)]
    return counted.room is not None and bool(strange) and len(counted.names) + len(strange) > counted.room


def _counted(case: Case) -> Iterator[_List]:
    for figure, names in listed(case):
        if len(names) == figure.quantity.value:
            title = _HELD.sub("", figure.subject)
            said = f"{title}{figure.printed}（{'、'.join(names)}）"
            yield _List(
                _level(figure.subject), _core(figure.subject), tuple(names), len(names), said, figure.place
            )


def _by_example(case: Case) -> Iterator[_List]:
    for sentence in case.extraction.sentences:
        if sentence.place.cell is not None or "等" not in sentence.text or "、" not in sentence.text:
            continue
        for match in _EXAMPLES.finditer(sentence.text):
            first, *rest = match["names"].split("、")
            names = (_LEAD.sub("", first), *rest)
            count = _number(match["count"])
            title = match["title"]
            said = f"“{'、'.join(names)}等{match['count'] or ''}{title}”"
            yield _List(
                _level(title),
                _core(title),
                names,
                count if count == len(names) else None,
                said,
                sentence.place,
            )


def _number(written: str | None) -> int | None:
    digits = (written or "")[:-1]
    return int(digits) if digits.isdigit() else _COUNT_WORD.get(digits)


def _core(title: str) -> str:
    """A designation without its level and kind: 国家地理标志产品 → 地理标志."""
    return _KIND.sub("", _LEVEL.sub("", title))


def _level(title: str) -> str:
    found = _OF_LEVEL.search(title)
    return found[0] if found else ""


def _same(one: _List, other: _List) -> bool:
    """The same designation, or one the other's abbreviation: its first letter and later ones in order (地标)."""
    if one.level and other.level and one.level != other.level:
        return False
    short, long = sorted((one.title, other.title), key=len)
    if len(long) < _TITLE or len(short) < 2:
        return False
    if short == long:
        return True
    letters = iter(long)
    return short[0] == long[0] and len(short) * 2 <= len(long) and all(letter in letters for letter in short)


def _alike(left: str, right: str) -> bool:
    return left in right or right in left
