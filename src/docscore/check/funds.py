"""F: does the money keep its order — 下达, 到位, 拨付, 支出, 结转?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from ..model import Code, Figure, Finding, Reconciled, Severity, plain
from .case import Case
from .clauses import ahead, behind, said, sums_of
from .stages import Flow, Stage, by_stage, flows_of

F01 = Code(
    "F01",
    Severity.ERROR,
    "资金后一环节大于前一环节",
    "下达、到位、拨付、支出依次发生，后一环节的累计数不会大于前一环节；写了上年结转的不算。",
    "请核对各环节的累计数、口径和截止日",
    "到位 500 万元，支出 512 万元",
)
F02 = Code(
    "F02",
    Severity.WARNING,
    "支出加结转与到位不符",
    "同一句里写了到位（或下达）、支出（或拨付）和结转（或结余），后两者相加与前者对不上。",
    "请核对三个数；有收回、调剂的请写明",
    "到位 500 万元，支出 420 万元，结转 70 万元（相加 490 万元）",
)
_NAMES = {Stage.ALLOTTED: "下达", Stage.RECEIVED: "到位", Stage.DISBURSED: "拨付", Stage.SPENT: "支出"}
_CARRIED_IN = re.compile(
    r"结转|结余|上年|往年|以前年度|历年|追加|调剂|统筹|自筹|垫付|整合|收回|上缴|退回|调整"
)
_OTHER_WAYS = re.compile(r"收回|上缴|退回|调剂|调整|上年结转|年初结转|上级结转|滚存")
_TOPPED_UP = re.compile(r"配套|自筹|社会资本|(?:整合|统筹)[^，。；]{0,8}(?:资金|经费|财力)|垫付|追加")
_FROM_ABOVE = re.compile(r"中央|国家|省|市级|上级")
_PARTS = re.compile(r"其中|包括|用于|分别")
_YEAR = re.compile(r"(?:19|20)\d{2}")


def out_of_order(case: Case) -> Iterator[Finding | Reconciled]:
    """F01: the greatest amount of a stage against all that an earlier stage brought in."""
    stages = by_stage(case)
    topped_up = any(_TOPPED_UP.search(sentence.text) for sentence in said(case))
    for later in sorted(stages):
        most = max(stages[later].values(), key=lambda figure: figure.quantity.value)
        if _CARRIED_IN.search(case.extraction.sentences[most.sentence].text):
            continue
        for earlier in sorted((stage for stage in stages if stage < later), reverse=True):
            sources = tuple(stages[earlier].values())
            scoped = any(_FROM_ABOVE.search(ahead(case, figure)) for figure in sources)
            if (scoped and topped_up) or _other_year(most, sources) or _carried_in(case, sources):
                continue
            brought = _brought_in(case, sources, most)
            capacity = sums_of(figure.quantity.rounded_or_cut for figure in brought)
            if capacity.high is not None and most.quantity.interval.above(capacity.high):
                shown = " + ".join(figure.printed for figure in brought)
                message = f"{_NAMES[later]} {most.printed}，大于{_NAMES[earlier]}的 {shown}"
                yield F01.finding(message, figures=(most, *brought))
                break


def _brought_in(case: Case, sources: tuple[Figure, ...], later: Figure) -> tuple[Figure, ...]:
    """The amounts of a stage with what stands beside them in their sentences without a stage of its own."""
    staged = {flow.figure.id for flow in flows_of(case)}
    brought = {figure.id: figure for figure in sources}
    for source in sources:
        text = case.extraction.sentences[source.sentence].text
        for figure in case.extraction.by_sentence[source.sentence]:
            part = figure.start > source.end and _PARTS.search(text[source.end : figure.start])
            if figure.quantity.unit == "元" and figure.id not in staged and not part and figure is not later:
                brought.setdefault(figure.id, figure)
    return tuple(brought.values())


def _other_year(later: Figure, sources: tuple[Figure, ...]) -> bool:
    """Whether both sides name years and have none in common."""
    own = set(_YEAR.findall(later.period or ""))
    theirs = {year for figure in sources for year in _YEAR.findall(figure.period or "")}
    return bool(own and theirs and not own & theirs)


def _carried_in(case: Case, sources: tuple[Figure, ...]) -> bool:
    return any(_CARRIED_IN.search(case.extraction.sentences[figure.sentence].text) for figure in sources)


def carried_over(case: Case) -> Iterator[Finding | Reconciled]:
    """F02: 到位 = 支出 + 结转, where one sentence gives one of each."""
    by_sentence: defaultdict[int, list[Flow]] = defaultdict(list)
    for flow in flows_of(case):
        by_sentence[flow.figure.sentence].append(flow)
    for index, flows in by_sentence.items():
        text = case.extraction.sentences[index].text
        carried = [flow.figure for flow in flows if flow.stage is None]
        whole = _last(flows, Stage.RECEIVED, Stage.ALLOTTED)
        used = _last(flows, Stage.SPENT, Stage.DISBURSED)
        if len(carried) != 1 or whole is None or used is None or carried[0].start < used.start:
            continue
        between = (f for f in case.extraction.by_sentence[index] if used.end < f.start < carried[0].start)
        if _OTHER_WAYS.search(text) or any(figure.quantity.unit == "元" for figure in between):
            continue
        both = sums_of((used.quantity.interval, carried[0].quantity.interval))
        figures = (whole, used, carried[0])
        if both.overlaps(whole.quantity.rounded_or_cut):
            words = f"{used.printed} + {carried[0].printed}，与 {whole.printed} 相符"
            yield Reconciled(F02.id, words, tuple(figure.place for figure in figures))
        else:
            value = used.quantity.value + carried[0].quantity.value
            message = f"{used.printed} + {carried[0].printed} = {_money(value)}，而前面写 {whole.printed}"
            yield F02.finding(message, figures=figures)
    yield from _left_over(case)


def _left_over(case: Case) -> Iterator[Finding | Reconciled]:
    """The same over the whole paper, where it names one amount each of what was given, spent and left."""
    flows = list(flows_of(case))
    left = {flow.figure.quantity.value: flow.figure for flow in flows if flow.stage is None}
    left |= {figure.quantity.value: figure for figure in case.extraction.figures if _is_left(case, figure)}
    stages = by_stage(case)
    whole = stages.get(Stage.RECEIVED) or stages.get(Stage.ALLOTTED) or {}
    used = stages.get(Stage.SPENT, {})
    if not len(left) == len(whole) == len(used) == 1:
        return
    figures = (*whole.values(), *used.values(), *left.values())
    texts = [case.extraction.sentences[figure.sentence].text for figure in figures]
    if len({figure.sentence for figure in figures}) == 1 or any(_OTHER_WAYS.search(text) for text in texts):
        return
    given, spent, rest = figures
    both = sums_of((spent.quantity.interval, rest.quantity.interval))
    if both.overlaps(given.quantity.rounded_or_cut):
        words = f"{spent.printed} + {rest.printed}，与 {given.printed} 相符"
        yield Reconciled(F02.id, words, tuple(figure.place for figure in figures))
    else:
        value = spent.quantity.value + rest.quantity.value
        message = (
            f"支出 {spent.printed} + 结转结余 {rest.printed} = {_money(value)}，而下达或到位 {given.printed}"
        )
        yield F02.finding(message, figures=figures)


def _is_left(case: Case, figure: Figure) -> bool:
    """尚有 50 万元未支出: the words stand behind the amount."""
    return (
        figure.quantity.unit == "元"
        and figure.place.cell is None
        and ahead(case, figure).endswith(("尚有", "还有", "仍有"))
        and behind(case, figure).startswith(("未支出", "未使用", "结余", "结转"))
    )


def _last(flows: list[Flow], *stages: Stage) -> Figure | None:
    """The one amount of the first of *stages* that the sentence names; nothing if it names several."""
    for stage in stages:
        found = [flow.figure for flow in flows if flow.stage is stage]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _money(value: Decimal) -> str:
    return f"{plain(value / 10_000)}万元" if value >= 10_000 else f"{plain(value)}元"
