"""C, continued: is the same thing finished in one place and unfinished in another?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Code, Finding, Mood, Reconciled, Sentence, Severity
from .case import Case
from .clauses import MARKS, said
from .events import same_thing, thing_before

C04 = Code(
    "C04",
    Severity.ERROR,
    "同一项工程一处已完成、一处未完成",
    "同一项工程或设施，一处写已建成、已投入使用或已验收，另一处写在建、尚未完工或待验收。",
    "请写明截止日的实际状况，并附验收文件",
    "前文写敬老院已投入使用，后文写敬老院正在建设",
)

_DONE = re.compile(
    r"(?:已经|已|全部|均|全面|顺利|如期)[^，。；]{0,6}?(?:建成|完工|竣工|投入使用|投入运营|投用|启用|完成(?:了)?(?:竣工)?验收|通过(?:竣工)?验收|验收合格)|建成并投入使用|通过竣工验收|(?<=[月日号于])(?:正式|全面|顺利)?(?:建成|竣工|完工|投入使用|投入运营|启用)"
)
_OPEN = re.compile(
    r"正在(?:建设|施工|改造|实施建设)|在建(?!项目库|立)|施工中|建设中|尚未(?:完工|建成|竣工|验收|投入使用|开工|投用)|未(?:完工|建成|竣工|验收|投入使用)|待验收|等待验收|仍在(?:建设|施工)"
)
#: The rest, a part, another stage: two halves of one truth.
_PART = re.compile(
    r"其余|其他|其它|另有|另外|另|剩余|部分|个别|少数|还有|二期|三期|一期|后续|新增|新建|扩建|配套|附属|[余剩]下|如|若|避免|防止|对(?:于)?[^，。；]{0,6}(?:在建|未)|等(?:在建|项目)"
)
_THEN = re.compile(r"(?:19|20)\d{2}年|上年|去年|年初|此前|之前|当时|原来|以前|曾")
_NOW = re.compile(r"截至|截止|目前|至今|仍|迄今")
_YEAR = re.compile(r"(?:19|20)\d{2}年")
_COUNT = re.compile(r"\d+(?:\.\d+)?(?=座|个|处|项|所|栋|家|公里|条|间|套|台|户)")


class _State(NamedTuple):
    thing: str
    accepting: bool  # it speaks of acceptance alone
    counts: frozenset[str]
    dated: bool
    sentence: Sentence
    words: str


def done_and_not_done(case: Case) -> Iterator[Finding | Reconciled]:
    """C04: sentences that say a thing is finished against sentences that say it is not.

    What is built and awaits acceptance is no contradiction, but must be known: a warning.
    """
    done: defaultdict[str, list[_State]] = defaultdict(list)
    unfinished: list[_State] = []
    for sentence in said(case, planned=True):
        for clause, thing in _clauses(sentence):
            achieved, still = _DONE.search(clause), _OPEN.search(clause)
            found = achieved or still
            if found is None or (achieved and still) or _PART.search(clause):
                continue
            dated = _YEAR.search(sentence.text) is not None
            accepting = "验收" in found.group()
            counts = frozenset(_COUNT.findall(clause))
            state = _State(thing, accepting, counts, dated, sentence, clause.strip())
            if achieved and sentence.mood is not Mood.PLANNED:
                kept = done[thing[-2:]]
                if all(other[:4] != state[:4] for other in kept):
                    kept.append(state)
            elif still and (not _THEN.search(sentence.text) or _NOW.search(sentence.text)):
                unfinished.append(state)
    told = set()
    for state in unfinished:
        for other in done.get(state.thing[-2:], ()):
            if state.thing not in told and _against(other, state):
                told.add(state.thing)
                waits = state.accepting and not other.accepting
                message = f"{state.thing}：一处写“{other.words}”，一处写“{state.words}”"
                places = (other.sentence.place, state.sentence.place)
                yield C04.finding(message, places=places, severity=Severity.WARNING if waits else None)


def _against(done: _State, unfinished: _State) -> bool:
    """Whether two sentences of one thing and one number cannot both hold."""
    return (
        done.sentence is not unfinished.sentence
        and done.counts == unfinished.counts
        and not (done.dated and unfinished.dated)
        and same_thing(done.thing, unfinished.thing)
    )


def _clauses(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """Each clause of a sentence that tells a state, with the thing that it, or one before it, speaks of."""
    if not (_DONE.search(sentence.text) or _OPEN.search(sentence.text)):
        return
    thing = ""
    for clause in MARKS.split(sentence.text):
        found = _DONE.search(clause) or _OPEN.search(clause)
        thing = thing_before(clause[: found.start()] if found else clause, thing)
        yield clause, thing
