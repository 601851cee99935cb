"""F: does the money keep its order — 下达, 到位, 拨付, 支出, 结转 — and is a rate of execution what it says?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum

from ..model import Block, Figure, Finding, Mood, Reconciled, Role, Severity, Table, plain
from .case import Case, Code
from .clauses import ahead, behind, said, sums_of

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
F03 = Code(
    "F03",
    Severity.ERROR,
    "执行率与预算数、执行数不符",
    "执行率一类的比率超过 100%，或表里的执行率与同一行的预算数、执行数算出的不一致。",
    "请核对预算数、执行数和执行率，并写明分母是年初、全年还是调整后预算",
    "全年预算 800 万元，执行 620 万元，执行率写 87.5%（应为 77.5%）",
)
F04 = Code(
    "F04",
    Severity.WARNING,
    "拨付当作支出",
    "所写的支出率（执行率）正好是拨付数除以下达数。钱拨到用款单位不等于已经支出。",
    "请按用款单位的实际支出重算，并附支出凭证",
    "下达 500 万元，拨付 415 万元，写资金支出率 83%",
)
F05 = Code(
    "F05",
    Severity.WARNING,
    "钱几乎没有支出，产出却很多",
    "支出不到资金的百分之五，而正文写了多项已完成的产出：要么产出不是这笔钱做的，要么支出漏报。",
    "请说明各项产出用的是哪一笔资金，并补充支出凭证",
    "到位 1000 万元，支出 0.8 万元，却已培训 748 人、建成 12 个示范点",
)


class Stage(IntEnum):
    """The way of the money; each stage can hold no more than the one before."""

    ALLOTTED = 1
    RECEIVED = 2
    DISBURSED = 3
    SPENT = 4


_NAMES = {Stage.ALLOTTED: "下达", Stage.RECEIVED: "到位", Stage.DISBURSED: "拨付", Stage.SPENT: "支出"}
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
_CARRIED_IN = re.compile(
    r"结转|结余|上年|往年|以前年度|历年|追加|调剂|统筹|自筹|垫付|整合|收回|上缴|退回|调整"
)
_OTHER_WAYS = re.compile(r"收回|上缴|退回|调剂|调整|上年结转|年初结转|上级结转|滚存")
_TOPPED_UP = re.compile(r"配套|自筹|社会资本|(?:整合|统筹)[^，。；]{0,8}(?:资金|经费|财力)|垫付|追加")
_FROM_ABOVE = re.compile(r"中央|国家|省|市级|上级")
_PARTS = re.compile(r"其中|包括|用于|分别")
_RATE = re.compile(r"(?:执行|支出|支付|到位|拨付|使用)(?:率|进度|比例)")
_SPENT_RATE = re.compile(r"(?:执行|支出|使用)(?:率|进度)")
#: Units that count no output: money, rates, time, points.
_NO_OUTPUT = frozenset(
    {"%", "‰", "百分点", "元", "", "年", "月", "个月", "天", "日", "小时", "分", "倍", "岁"}
)
_HEAD_BUDGET = re.compile(r"全年预算|调整后预算|年初预算|预算数|预算安排|到位资金|下达")
_HEAD_SPENT = re.compile(r"执行数|支出数|实际支出|预算执行(?!率|情况)|支出金额")
_HEAD_RATE = re.compile(r"执行率|支出率|支付率|支出进度")
_PREFERRED = ("调整后", "全年", "预算数", "年初", "到位", "下达")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_HUNDRED = Decimal(100)
#: Below this rate of execution (percent) outputs need another explanation. Source: DOMAIN §5, 0.08% spent.
_HARDLY = Decimal(5)
_MANY_OUTPUTS = 3
_NEVER = frozenset({Role.TARGET, Role.THRESHOLD, Role.SCORE, Role.CHANGE})


@dataclass(frozen=True, slots=True)
class _Flow:
    """An amount of the programme's funds with the stage it names; ``None`` for what is carried over."""

    figure: Figure
    stage: Stage | None


def _flows(case: Case) -> Iterator[_Flow]:
    """Amounts in prose whose own clause names a stage of the programme's funds."""
    for figure in case.extraction.figures:
        mood = case.extraction.sentences[figure.sentence].mood
        if (
            figure.quantity.unit != "元"
            or figure.place.cell
            or figure.role in _NEVER
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
                yield _Flow(figure, None if kind == "CARRIED" else Stage[str(kind)])


def _by_stage(case: Case) -> dict[Stage, dict[Decimal, Figure]]:
    """Amounts of each stage by value; the same amount told twice is one amount."""
    found: defaultdict[Stage, dict[Decimal, Figure]] = defaultdict(dict)
    for flow in _flows(case):
        if flow.stage is not None:
            found[flow.stage].setdefault(flow.figure.quantity.value, flow.figure)
    return dict(found)


def out_of_order(case: Case) -> Iterator[Finding | Reconciled]:
    """F01: the greatest amount of a stage against all that an earlier stage brought in."""
    stages = _by_stage(case)
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
    staged = {flow.figure.id for flow in _flows(case)}
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
    by_sentence: defaultdict[int, list[_Flow]] = defaultdict(list)
    for flow in _flows(case):
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
    flows = list(_flows(case))
    left = {flow.figure.quantity.value: flow.figure for flow in flows if flow.stage is None}
    left |= {figure.quantity.value: figure for figure in case.extraction.figures if _is_left(case, figure)}
    stages = _by_stage(case)
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


def _last(flows: list[_Flow], *stages: Stage) -> Figure | None:
    """The one amount of the first of *stages* that the sentence names; nothing if it names several."""
    for stage in stages:
        found = [flow.figure for flow in flows if flow.stage is stage]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _money(value: Decimal) -> str:
    return f"{plain(value / 10_000)}万元" if value >= 10_000 else f"{plain(value)}元"


def execution_rate(case: Case) -> Iterator[Finding | Reconciled]:
    """F03: rates of execution over 100%, and those of a table against the amounts of their row."""
    shares = {
        claim.figure.id
        for metric in case.rubric.metrics.values()
        if metric.share
        for claim in case.assertions.claims.get(metric.id, ())
    }
    for figure in case.extraction.figures:
        if figure.quantity.unit != "%" or figure.role in _NEVER or figure.id in shares:
            continue
        low = figure.quantity.interval.low
        named = _RATE.search(ahead(case, figure)[-10:])
        if named and figure.place.cell is None and low is not None and low > _HUNDRED:
            yield F03.finding(f"{named.group()}写 {figure.printed}，不可能超过 100%", figures=(figure,))
    for block in case.document.blocks:
        if block.table is not None:
            yield from _rows(case, block, block.table)


def _rows(case: Case, block: Block, table: Table) -> Iterator[Finding | Reconciled]:
    columns = _columns(block, table)
    if columns is None:
        return
    budget, spent, rate = columns
    cells = {figure.place.cell: figure for figure in case.figures_of_block.get(block.index, ())}
    for row in range(max(table.header_rows, 1), table.rows):
        whole, part, said = (cells.get(f"R{row + 1}C{column + 1}") for column in (budget, spent, rate))
        if (
            whole is None
            or part is None
            or said is None
            or said.quantity.unit not in ("%", "")
            or not whole.quantity.value
        ):
            continue
        if whole.quantity.unit != part.quantity.unit:
            continue
        expected = part.quantity.interval.over(whole.quantity.interval).scaled(_HUNDRED)
        figures = (said, part, whole)
        if said.quantity.rounded_or_cut.overlaps(expected):
            words = f"{part.printed} ÷ {whole.printed}，与执行率 {said.printed} 相符"
            yield Reconciled(F03.id, words, tuple(figure.place for figure in figures))
        else:
            value = (part.quantity.value * _HUNDRED / whole.quantity.value).quantize(
                Decimal("0.01"), ROUND_HALF_UP
            )
            message = f"{part.printed} ÷ {whole.printed} = {plain(value)}%，而执行率写 {said.printed}"
            yield F03.finding(message, figures=figures)


def _columns(block: Block, table: Table) -> tuple[int, int, int] | None:
    """Columns of budget, amount spent and rate by their headings; the budget nearest to what was in force."""
    heads = {
        column: "".join(block.cell_text(row, column) for row in range(max(table.header_rows, 1)))
        for column in range(table.cols)
    }
    rates = [column for column, head in heads.items() if _HEAD_RATE.search(head)]
    spent = [column for column, head in heads.items() if _HEAD_SPENT.search(head) and column not in rates]
    budgets = [
        c for c, head in heads.items() if _HEAD_BUDGET.search(head) and c not in rates and c not in spent
    ]
    if len(rates) != 1 or len(spent) != 1 or not budgets:
        return None
    ranked = sorted(
        budgets, key=lambda c: next(i for i, word in enumerate((*_PREFERRED, "")) if word in heads[c])
    )
    return ranked[0], spent[0], rates[0]


def disbursed_as_spent(case: Case) -> Iterator[Finding | Reconciled]:
    """F04: a rate of spending that is what was disbursed over what was allotted."""
    stages = _by_stage(case)
    given = {**stages.get(Stage.ALLOTTED, {}), **stages.get(Stage.RECEIVED, {})}
    disbursed, spent = stages.get(Stage.DISBURSED, {}), stages.get(Stage.SPENT, {})
    if not disbursed or not given:
        return
    for rate in _rates(case):
        wholes = _near(given, rate)
        pairs = [(p, w) for p in _near(disbursed, rate) for w in wholes if _makes(p, w, rate)]
        honest = any(_makes(part, whole, rate) for part in _near(spent, rate) for whole in wholes)
        if pairs and not honest and rate.quantity.value < _HUNDRED:
            part, whole = pairs[0]
            message = f"支出率 {rate.printed} 是拨付 {part.printed} ÷ {whole.printed} 得来的，不是实际支出"
            yield F04.finding(message, figures=(rate, part, whole))


def _near(amounts: Mapping[Decimal, Figure], rate: Figure) -> list[Figure]:
    """The greatest of *amounts*, and those of the rate's own paragraph."""
    own = [figure for figure in amounts.values() if figure.place.block == rate.place.block]
    return list(dict.fromkeys((*own, *([amounts[max(amounts)]] if amounts else []))))


def _rates(case: Case) -> Iterator[Figure]:
    for figure in case.extraction.figures:
        if figure.quantity.unit == "%" and figure.place.cell is None and figure.role not in _NEVER:
            mood = case.extraction.sentences[figure.sentence].mood
            if mood is not Mood.RULE and _SPENT_RATE.search(ahead(case, figure)[-12:]):
                yield figure


def _makes(part: Figure, whole: Figure, rate: Figure) -> bool:
    if not whole.quantity.value:
        return False
    expected = part.quantity.interval.over(whole.quantity.interval).scaled(_HUNDRED)
    return rate.quantity.rounded_or_cut.overlaps(expected)


def hardly_spent(case: Case) -> Iterator[Finding | Reconciled]:
    """F05: hardly any money spent beside several things done."""
    told = _hardly(case)
    if told is None:
        return
    words, figures = told
    done = [
        figure
        for figure in case.extraction.figures
        if figure.role is Role.ACTUAL
        and figure.quantity.unit not in _NO_OUTPUT
        and not figure.planned
        and figure.quantity.value > 0
        and case.extraction.sentences[figure.sentence].mood is Mood.STATED
    ]
    if len(done) >= _MANY_OUTPUTS:
        shown = "、".join(f"{figure.subject}{figure.printed}" for figure in done[:_MANY_OUTPUTS])
        message = f"{words}，而正文写了 {len(done)} 项已有的产出（{shown}等）"
        yield F05.finding(message, figures=(*figures, *done[:_MANY_OUTPUTS]))


def _hardly(case: Case) -> tuple[str, tuple[Figure, ...]] | None:
    """How little was spent, in words, with its figures; nothing where more was, or where it is not known."""
    rates = [rate for rate in _rates(case) if rate.quantity.value < _HARDLY]
    every = list(_rates(case))
    if rates and len(rates) == len(every):
        return f"执行率只有 {rates[0].printed}", (rates[0],)
    stages = _by_stage(case)
    spent: Mapping[Decimal, Figure] = stages.get(Stage.SPENT, {})
    given = stages.get(Stage.RECEIVED) or stages.get(Stage.ALLOTTED, {})
    if every or len(spent) != 1 or len(given) != 1:
        return None
    part, whole = next(iter(spent.values())), next(iter(given.values()))
    if not whole.quantity.value or part.quantity.value * _HUNDRED >= _HARDLY * whole.quantity.value:
        return None
    share = round(part.quantity.value * _HUNDRED / whole.quantity.value, 2)
    return f"{whole.printed}只支出 {part.printed}（{share}%）", (part, whole)
