"""Which amounts of a paper are the programme's funds, and at which stage: 下达, 到位, 拨付, 支出, 结转."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from ..model import Figure, Mood, Role
from .case import Case
from .clauses import ahead

_STAGE = re.compile(
    r"(?P<CARRIED>结转|结余|剩余|未支出|未使用|尚余)|(?P<SPENT>支出|列支|报账|执行数)|(?P<DISBURSED>拨付|支付|下拨|兑付)"
    r"|(?P<RECEIVED>到位|到账)|(?P<ALLOTTED>下达|批复|核定|(?:获得|安排|争取到?)[^，。；]{0,16}(?:专项|财政|补助)资金)"
)
#: Money of the county at large, or of persons: no stage of the programme's funds.
_AT_LARGE = re.compile(
    r"一般公共|财政支出|财政总|公共财政|民生|消费|人均|户均|每|家庭|居民|生产总值|农户|企业支出|社会保障|应|拟|计划|预计|需|未|待|尚|以上|不低于|其中|用于|包括|人员|日常|公用"
)
#: One thing among those paid for: 宣传费支出, 设备款支付.
_ONE_THING = re.compile(
    r"[费款](?:支出|支付|拨付)|用于|购置|采购|补贴|补助标准|工资|合同|尾款|首付|第[一二三四]笔|预付"
)
#: Roles of figures that are no amount of any stage.
NO_AMOUNT = frozenset({Role.TARGET, Role.THRESHOLD, Role.SCORE, Role.CHANGE})


class Stage(IntEnum):
    """The way of the money; each stage can hold no more than the one before."""

    ALLOTTED = 1
    RECEIVED = 2
    DISBURSED = 3
    SPENT = 4


@dataclass(frozen=True, slots=True)
class Flow:
    """An amount of the programme's funds with the stage it names; ``None`` for what is carried over."""

    figure: Figure
    stage: Stage | None


def flows_of(case: Case) -> Iterator[Flow]:
    """Amounts in prose whose own clause names a stage of the programme's funds."""
    for figure in case.extraction.figures:
        mood = case.extraction.sentences[figure.sentence].mood
        if (
            figure.quantity.unit != "元"
            or figure.place.cell
            or figure.role in NO_AMOUNT
            or mood in (Mood.RULE, Mood.PLANNED)
        ):
            continue
        before = ahead(case, figure)
        stages = list(_STAGE.finditer(before))
        if stages and not _AT_LARGE.search(
            before.replace("未支出", "").replace("未使用", "").replace("尚余", "")
        ):
            kind = stages[-1].lastgroup
            if kind == "CARRIED" or not _ONE_THING.search(before):
                yield Flow(figure, None if kind == "CARRIED" else Stage[str(kind)])


def by_stage(case: Case) -> dict[Stage, dict[Decimal, Figure]]:
    """Amounts of each stage by value; the same amount told twice is one amount."""
    found: defaultdict[Stage, dict[Decimal, Figure]] = defaultdict(dict)
    for flow in flows_of(case):
        if flow.stage is not None:
            found[flow.stage].setdefault(flow.figure.quantity.value, flow.figure)
    return dict(found)
