"""F, continued: is a rate of execution what it says, and does the money fit what was done?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from ..model import Block, Code, Figure, Finding, Mood, Reconciled, Role, Severity, Table, plain
from .case import Case
from .clauses import ahead
from .stages import NO_AMOUNT, Stage, by_stage

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
_HUNDRED = Decimal(100)
#: Below this rate of execution (percent) outputs need another explanation. Source: DOMAIN §5, 0.08% spent.
_HARDLY = Decimal(5)
_MANY_OUTPUTS = 3


def execution_rate(case: Case) -> Iterator[Finding | Reconciled]:
    """F03: rates of execution over 100%, and those of a table against the amounts of their row."""
    shares = {
        claim.figure.id
        for metric in case.rubric.metrics.values()
        if metric.share
        for claim in case.assertions.claims.get(metric.id, ())
    }
    for figure in case.extraction.figures:
        if figure.quantity.unit != "%" or figure.role in NO_AMOUNT or figure.id in shares:
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
    stages = by_stage(case)
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
        if figure.quantity.unit == "%" and figure.place.cell is None and figure.role not in NO_AMOUNT:
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
    stages = by_stage(case)
    spent: Mapping[Decimal, Figure] = stages.get(Stage.SPENT, {})
    given = stages.get(Stage.RECEIVED) or stages.get(Stage.ALLOTTED, {})
    if every or len(spent) != 1 or len(given) != 1:
        return None
    part, whole = next(iter(spent.values())), next(iter(given.values()))
    if not whole.quantity.value or part.quantity.value * _HUNDRED >= _HARDLY * whole.quantity.value:
        return None
    share = round(part.quantity.value * _HUNDRED / whole.quantity.value, 2)
    return f"{whole.printed}只支出 {part.printed}（{share}%）", (part, whole)
