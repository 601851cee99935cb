"""A, continued: totals that metrics declare, and amounts written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..model import Code, Finding, Reconciled, Severity
from .case import Case, stake

A03 = Code(
    "A03",
    Severity.WARNING,
    "总数与它应有的组成不符",
    "一个指标按定义由另外几个指标相加而成，正文写的总数与各部分之和不一致。",
    "请核对总数和各部分的口径",
    "行政村 195 个，而贫困村 39 个、非贫困村 157 个，合计 196 个",
)
A04 = Code(
    "A04",
    Severity.ERROR,
    "大写金额与小写金额不符",
    "同一笔金额的大写和小写不一致。",
    "请核对原始凭证，更正写错的一个",
    "壹佰贰拾万元整（1220000 元）",
)

_CAPITALS = re.compile(r"[壹贰叁肆伍陆柒捌玖拾佰仟]")
_BETWEEN = re.compile(r"^[（(]?(?:大写|小写|即|人民币|￥|¥|：|:)*$")


def declared_parts(case: Case) -> Iterator[Finding | Reconciled]:
    """A03: a stated total against the metrics that it is made of."""
    for value, lines in case.used_values:
        parts = value.derivation
        metric = case.rubric.metrics[value.metric]
        if not metric.total_of or parts is None or parts.interval is None or value.interval is None:
            continue
        figures = tuple(claim.figure for claim in (*value.claims[:1], *parts.all_claims()))
        if value.interval.overlaps(parts.interval):
            places = tuple(figure.place for figure in figures)
            yield Reconciled(A03.id, f"{metric.name} {value.printed}，与 {parts.formula} 相符", places)
            continue
        message = f"{metric.name}写 {value.printed}，而按其组成为 {parts.formula}"
        yield A03.finding(message, points=stake(lines), criteria=(line.id for line in lines), figures=figures)


def written_twice(case: Case) -> Iterator[Finding | Reconciled]:
    """A04: an amount in capital numerals and the same in digits beside it."""
    for figures in case.extraction.by_sentence.values():
        text = case.extraction.sentences[figures[0].sentence].text
        for left, right in pairwise(figures):
            capital = bool(_CAPITALS.search(left.surface)) != bool(_CAPITALS.search(right.surface))
            if not capital or not _BETWEEN.match(text[left.end : right.start]):
                continue
            if left.quantity.interval.overlaps(right.quantity.interval):
                yield Reconciled(
                    A04.id, f"{left.printed}，与 {right.printed} 相符", (left.place, right.place)
                )
            else:
                yield A04.finding(f"大写与小写不符：{left.printed}、{right.printed}", figures=(left, right))
