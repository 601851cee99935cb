"""C and A: do ledgers hold the payments that the report tells, and do they add up?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz import fuzz

from ..model import (
    Code,
    EvidenceKind,
    Figure,
    Finding,
    Metric,
    Mood,
    Reconciled,
    Role,
    Severity,
    Sum,
    Tally,
    plain,
)
from .case import Case, stake
from .evidence_counts import claimed, counted_metrics, evidence_of, lines_on

C23 = Code(
    "C23",
    Severity.WARNING,
    "正文金额与台账不符",
    "正文写的支出总额或某一项的支出，与资金台账按项目加出来的对不上。正文的金额按所印的位数比，四舍五入和截尾都算相符。",
    "请逐笔核对台账和凭证，更正写错的一处",
    "正文写培训支出 52.5 万元，台账该项 6 笔共 49.5 万元",
)
A20 = Code(
    "A20",
    Severity.WARNING,
    "台账合计与各行之和不符",
    "资金台账末行所写的合计，与各行相加对不上。",
    "请核对台账各行和合计",
    "台账 18 笔相加 392.6 万元，合计写 396.2 万元",
)

_YUAN = "元"
#: Likeness (0–100, rapidfuzz ratio) of an item's name in ledger and report.
_SAME_ITEM = 80
_SHORTEST_ITEM = 3
_PAID = re.compile(r"支出|支付|拨付|使用|兑付|发放|付款")
#: Words before an amount that was granted or agreed, not paid.
_NOT_PAID = re.compile(r"预算|概算|安排|下达|计划|合同|中标|投资|申请|获得|结余|剩余|未支付")
_TEN_THOUSAND = Decimal(10_000)
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_CUT = re.compile(r"[，。；：、！？（）()\n]")


def payments(case: Case) -> Iterator[Finding | Reconciled]:
    """C23: the paid total and each item against the ledgers."""
    ledgers = tuple(t for t in evidence_of(case).of(EvidenceKind.LEDGER) if t.amount is not None)
    if not ledgers:
        return
    metrics = counted_metrics(case, frozenset({EvidenceKind.LEDGER}))
    totals = [(metric, figure) for metric in metrics for figure in claimed(case, metric.id)]
    yield from _total(case, ledgers, totals)
    yield from _items(case, ledgers, frozenset(figure.place.block for _, figure in totals))


def ledger_totals(case: Case) -> Iterator[Finding | Reconciled]:
    """A20: a ledger's own total against its rows."""
    for tally in evidence_of(case).of(EvidenceKind.LEDGER):
        if tally.amount is None or tally.stated is None:
            continue
        places = (tally.stated.place, tally.amount.place)
        added, printed = _money(tally, tally.amount.value), _money(tally, tally.stated.value)
        if abs(tally.amount.value - tally.stated.value) <= Decimal("0.01") * tally.amount.rows:
            words = f"{tally.title}各行相加 {added}，与所写合计相符"
            yield Reconciled(A20.id, words, places)
        else:
            off = _money(tally, abs(tally.amount.value - tally.stated.value))
            yield A20.finding(
                f"{tally.title}共 {tally.amount.rows} 笔，相加为 {added}，合计写 {printed}，相差 {off}",
                places=places,
            )


def _total(
    case: Case, ledgers: tuple[Tally, ...], totals: list[tuple[Metric, Figure]]
) -> Iterator[Finding | Reconciled]:
    if not totals:
        return
    added = _sum([tally.amount for tally in ledgers if tally.amount is not None])
    known = all(tally.unit_known for tally in ledgers)
    places = tuple(tally.place for tally in ledgers)
    shown = _money(ledgers[0], added.value)
    for metric, figure in totals:
        if _agrees(figure, added.value, known):
            words = f"{metric.name}正文写 {figure.printed}，台账 {added.rows} 笔共 {shown}，相符"
            yield Reconciled(C23.id, words, (figure.place, *places))
            return
    metric, figure = totals[0]
    lines = lines_on(case, [metric])
    yield C23.finding(
        f"{metric.name}正文写 {figure.printed}，台账 {added.rows} 笔共 {shown}，相差 "
        f"{_money(ledgers[0], abs(figure.quantity.value - added.value))}",
        points=stake(lines),
        criteria=(line.id for line in lines),
        figures=(figure,),
        places=(figure.place, *places),
    )


def _items(case: Case, ledgers: tuple[Tally, ...], blocks: frozenset[int]) -> Iterator[Finding | Reconciled]:
    """Each item of the ledgers against the payment that the report tells of the same name."""
    items: dict[str, list[Sum]] = {}
    for tally in ledgers:
        for name, added in tally.items.items():
            items.setdefault(name, []).append(added)
    if len(items) < 2:
        return
    known = all(tally.unit_known for tally in ledgers)
    told = [
        (figure, _named(case, figure))
        for figure in case.extraction.figures
        if _is_payment(case, figure, blocks)
    ]
    for name, sums in items.items():
        added = _sum(sums)
        same = [figure for figure, words in told if _same(name, words)]
        if not same:
            continue
        shown = _money(ledgers[0], added.value)
        places = (same[0].place, added.place)
        agrees = next((figure for figure in same if _agrees(figure, added.value, known)), None)
        if agrees is not None:
            words = f"{name}正文写 {agrees.printed}，台账 {added.rows} 笔共 {shown}，相符"
            yield Reconciled(C23.id, words, (agrees.place, added.place))
        elif len({figure.quantity.value for figure in same}) == 1:
            off = _money(ledgers[0], abs(same[0].quantity.value - added.value))
            yield C23.finding(
                f"{name}正文写 {same[0].printed}，台账 {added.rows} 笔共 {shown}，相差 {off}",
                figures=(same[0],),
                places=places,
            )


def _is_payment(case: Case, figure: Figure, blocks: frozenset[int]) -> bool:
    """Whether a figure tells what was paid: money that is no target, beside the paid total or a word of paying."""
    sentence = case.extraction.sentences[figure.sentence]
    if figure.quantity.unit != _YUAN or figure.planned or sentence.mood in (Mood.PLANNED, Mood.RULE):
        return False
    if figure.role not in (Role.ACTUAL, Role.OTHER):
        return False
    if _NOT_PAID.search(_CUT.split(sentence.text[: figure.start])[-1]):
        return False
    return figure.place.block in blocks or bool(_PAID.search(sentence.text))


def _named(case: Case, figure: Figure) -> tuple[str, ...]:
    """What a payment is for, in the report's words: its subject, and what stands before it in its clause."""
    text = case.extraction.sentences[figure.sentence].text[: figure.start]
    words = (figure.subject, _CUT.split(text)[-1], _CUT.split(_BRACKETS.sub("", text))[-1])
    return tuple(word for word in words if word)


def _same(item: str, words: tuple[str, ...]) -> bool:
    if len(item) < _SHORTEST_ITEM:
        return False
    return any(_shortens(item, word) or fuzz.ratio(item, _PAID.sub("", word)) >= _SAME_ITEM for word in words)


def _shortens(item: str, word: str) -> bool:
    """Whether an item is the word with characters left out: 镇村级站点建设 for 镇村级电商服务站点建设."""
    if item in word:
        return True
    rest = iter(word)
    return 2 * len(item) >= len(word) and all(character in rest for character in item)


def _agrees(figure: Figure, added: Decimal, known: bool) -> bool:
    """Whether an amount is borne out; a ledger that names no unit may be in 元 or in 万元."""
    allowed = figure.quantity.rounded_or_cut
    return allowed.contains(added) or (not known and allowed.contains(added * _TEN_THOUSAND))


def _sum(sums: list[Sum]) -> Sum:
    return Sum(sum((one.value for one in sums), Decimal(0)), sum(one.rows for one in sums), sums[0].place)


def _money(tally: Tally, value: Decimal) -> str:
    """An amount as people write it; without a unit where the ledger names none."""
    if not tally.unit_known:
        return f"{plain(value)}（台账未写单位）"
    return f"{plain(value / _TEN_THOUSAND)}万元" if abs(value) >= _TEN_THOUSAND else f"{plain(value)}元"
