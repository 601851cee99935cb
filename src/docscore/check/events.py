"""What happened to which thing and when: 开工, 完工, 验收, 投入使用, with the date beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from ..model import Sentence
from .case import Case
from .clauses import MARKS, said

#: 2020年9月, 2020年9月3日; the day is kept for the text, months decide.
DATE = re.compile(r"((?:19|20)\d{2})年(\d{1,2})月(?:(\d{1,2})[日号])?")
#: Two things are one from this likeness on (0–100, rapidfuzz ratio of the shorter within the longer).
_SAME = 95
_SHORTEST = 4
_LONGEST = 30
_GENERIC = re.compile(
    r"^(?:项目|工程|建设|该|本|其|全部|各|所有|整个|相关|有关|主要|示范|综合|任务|工作|平台|中心|系统|站点|设施|基地|园区)*$"
)
_LEAD = re.compile(
    r"^(?:目前|其中|同时|另外|此外|一是|二是|三是|四是|由|在|对|将|把|我[县市区镇乡省]|全[县市区]|本[县市区]|该[县市区]|已经|已|并|且|和|及|与|于|的|，|、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．]|[一二三四五六七八九十]+、|[①-⑳])+"
)
_TAIL = re.compile(
    r"(?:于|在|已经|已|正式|全面|全部|顺利|均|并|也|如期|按期|基本|初步|现|目前|尚|仍|还|正在|正|处于|是|为|的|主体|工程主体|通过|完成|经|组织|进行|了|时间|，|、|：|\s)+$"
)


_QUOTED = re.compile(r"[“”‘’\"（(][^（()）]*[)）]|[“”\"]")
_TIME = re.compile(r"(?:19|20)\d{2}年(?:底|初|末|度)?|\d{1,2}月(?:\d{1,2}[日号]|底|份)?")


class Happening(StrEnum):
    """What can happen to a thing that is built, in the order in which it should."""

    STARTED = "开工"
    FINISHED = "完工"
    ACCEPTED = "验收"
    USED = "投入使用"


_VERBS = {
    Happening.STARTED: r"开工建设|正式开工|开工|动工|破土",
    Happening.ACCEPTED: r"(?:通过|完成|组织|经|进行了?|已)[^，。；]{0,8}验收|竣工验收(?!前|后)|验收合格|验收通过",
    Happening.FINISHED: r"完工|竣工(?!验收)|建成",
    Happening.USED: r"投入使用|投入运营|投入运行|交付使用|正式启用|正式运营|正式运行|正式投用|开始运营|启用|投用",
}
_VERB = re.compile("|".join(f"(?P<{kind.name}>{verb})" for kind, verb in _VERBS.items()))
_NOT_YET = re.compile(r"待|未|拟|将|计划|预计|准备|力争|争取|[后前]$|试")


@dataclass(frozen=True, slots=True)
class Event:
    """A dated happening.

    Attributes:
        kind: what happened.
        thing: to what, in the paper's words.
        year: year.
        month: month, 1–12.
        printed: the date as written.
        sentence: where it is told.
    """

    kind: Happening
    thing: str
    year: int
    month: int
    printed: str
    sentence: Sentence

    @property
    def months(self) -> int:
        """Months since the year 0, for comparing."""
        return self.year * 12 + self.month


def thing_before(clause: str, inherited: str) -> str:
    """The thing that a clause speaks of ahead of its verb; the one before it where the clause names none."""
    words = _TIME.sub("", _QUOTED.sub("", DATE.sub("", clause)))
    previous = None
    while words != previous:
        previous = words
        words = _TAIL.sub("", _LEAD.sub("", words)).strip()
    return words[-_LONGEST:] if len(words) >= 2 else inherited


def same_thing(left: str, right: str) -> bool:
    """Whether two wordings name one thing: one is within the other and is more than 项目 or 工程."""
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < _SHORTEST or _GENERIC.match(shorter):
        return False
    return shorter in longer or (len(longer) - len(shorter) <= 2 and fuzz.ratio(shorter, longer) >= _SAME)


def events(case: Case) -> Iterator[Event]:
    """Dated happenings that the paper tells as facts, each once."""
    seen = set()
    block, thing = -1, ""
    sentences = list(said(case))
    dated = {one.clean_block for one in sentences if DATE.search(one.text) and _VERB.search(one.text)}
    for sentence in sentences:
        if sentence.clean_block not in dated:
            continue  # a thing is inherited within its block only
        if sentence.clean_block != block or sentence.place.cell:
            block, thing = sentence.clean_block, ""
        waiting: re.Match[str] | None = None
        for clause in MARKS.split(sentence.text):
            dates = list(DATE.finditer(clause))
            verbs = [verb for verb in _VERB.finditer(clause) if _happened(clause, verb)]
            words = thing_before(clause[: verbs[0].start()] if verbs else clause, "")
            thing = words or thing
            when = dates[0] if dates else waiting
            waiting = when if not verbs and not words else None
            if when is None or not 1 <= int(when[2]) <= 12 or len(dates) > 1:
                continue
            for verb in verbs:
                kind = Happening[str(verb.lastgroup)]
                event = Event(kind, thing, int(when[1]), int(when[2]), when.group(), sentence)
                key = (event.kind, event.thing, event.months)
                if thing and key not in seen:
                    seen.add(key)
                    yield event


def _happened(clause: str, verb: re.Match[str]) -> bool:
    return not _NOT_YET.search(clause[max(0, verb.start() - 4) : verb.end() + 1])


def of_one_thing(found: Iterable[Event]) -> Iterator[list[Event]]:
    """Events grouped by the thing they happened to; things meet by their last two characters."""
    buckets: defaultdict[str, list[list[Event]]] = defaultdict(list)
    for event in found:
        for group in buckets[event.thing[-2:]]:
            if same_thing(group[0].thing, event.thing):
                group.append(event)
                break
        else:
            buckets[event.thing[-2:]].append([event])
    for groups in buckets.values():
        yield from groups
