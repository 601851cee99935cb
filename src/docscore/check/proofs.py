"""G11–G14: can what is said be looked up, and is it a number?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ..model import (
    Code,
    Comparator,
    CriterionLine,
    Figure,
    Finding,
    Mood,
    Place,
    Reconciled,
    Role,
    Sentence,
    Severity,
    Stance,
    Status,
)
from .case import Case
from .self_scores import above_supported
from .verbatim import copied_clause

G11 = Code(
    "G11",
    Severity.INFO,
    "只有说法，没有可查的依据",
    "细则要看文件、名单、清单或证明，正文只说做了，没有文件名、文号、日期、数量，或只有比率没有分子。",
    "请补充细则所列的佐证，正文写明名称、日期和数量",
    "细则要看调研报告，正文只说“进行了调研，并出具了建议”",
)
G12 = Code(
    "G12",
    Severity.INFO,
    "成效只有说法，没有一个数",
    "绩效或效益部分说了节约、增收、就业、带动一类成效，句中没有任何数据。",
    "请补充数据、计算方法和来源；拿不出的请删去",
    "“有效节约了项目资金，增加了农民收入”，没有金额",
)
G13 = Code(
    "G13",
    Severity.INFO,
    "成果只写约数",
    "成果数多处只写“以上、多、近”，看不出实数，也无从核对。",
    "请写明实数、期间和来源",
    "“举办活动 2 场以上，销售 80 多吨”",
)
G14 = Code(
    "G14",
    Severity.INFO,
    "付了款的事项没有写结果",
    "资金用途里列了一项并付了款，正文别处没有写这一项建成了什么、做成了什么。",
    "请补写建设内容、数量和验收情况，并附合同和凭证",
    "“冷链系统建设 179100 元”，正文再没有提到冷链",
)

#: What can be looked up: a titled paper, a document number, a date, an annex, an address.
_CITED = re.compile(r"《[^》]+》|〔\d{4}〕|\d{4}年|附件|详见|https?:|www\.")
_EFFECT = re.compile(
    r"节约(?:了)?[^，。；]{0,6}(?:资金|成本|经费)|(?:增加|提高|促进|带动|增进)(?:了)?[^，。；]{0,8}(?:收入|增收|就业|创业)|"
    r"(?:显著|明显|有效)(?:地|的)?(?:提高|提升|增强|改善|降低)|(?:示范效应|带动作用|良好[^，。；]{0,4}(?:效果|成效|反响))"
)
_EFFECT_SECTION = re.compile(r"绩效(?:情况|分析|评价)|效益|成效|效果")
_HEDGED = frozenset({Comparator.GE, Comparator.GT, Comparator.APPROX})
#: So many hedged results are a habit, one or two a manner of speaking.
_HABIT = 3
_SHOWN = 6
#: More lines than this are counted by indicator, not named.
_NAMED = 12
_PAID = re.compile(r"拨付|支付|支出|用于|付款")
#: What introduces a list of payments and is no part of its first item.
_LISTED = re.compile(r"^.*(?:用于|其中|包括)")
#: Words that say what kind of spending it is, not what it is spent on.
_SPENDING = re.compile(r"(?:建设|运营|购置|采购|开发|体系|系统|费用|费|资金|经费|项目|及|和)+$")
#: Sums of money and stages of funds are what is divided, not what it is spent on.
_FUNDS = re.compile(r"(?:下达|到位|拨付|支出|支付|结转|总投资|总额|总计|合计|共计|累计)[^，。；]{0,12}$")
#: A list of payments has at least so many items.
_ITEMS = 3


def nothing_to_look_up(case: Case) -> Iterator[Finding | Reconciled]:
    """G11: lines whose evidence is words only, one finding for all; what S01 or G10 tells is not told again."""
    others = chain(above_supported(case), copied_clause(case))
    told = {line for found in others if isinstance(found, Finding) for line in found.criteria}
    cited = {(s.place.block, s.place.start): _is_cited(case, s) for s in case.extraction.sentences}
    bare: dict[str, list[CriterionLine]] = {}
    for indicator in case.sheet.indicators():
        for line in indicator.criteria if indicator.evidence and indicator.self_points is not None else ():
            if line.id not in told and _is_bare(case, line, cited):
                bare.setdefault(indicator.name, []).append(line)
    lines = [line for found in bare.values() for line in found]
    if lines:
        short = len(lines) > _NAMED
        named = "；".join(
            f"{name}（{f'{len(found)} 项' if short else '、'.join(line.name for line in found)}）"
            for name, found in bare.items()
        )
        message = f"有 {len(lines)} 项只有说法，没有文件名、日期、数量或名单可查：{named}"
        places = dict.fromkeys(place for line in lines for place in _said_at(line))
        yield G11.finding(message, criteria=(line.id for line in lines), places=places)


def _said_at(line: CriterionLine) -> Iterator[Place]:
    for statement in line.outcome.trace.statements:
        yield statement.place
    for value in line.outcome.trace.values:
        for claim in value.claims:
            yield claim.figure.place


def _is_cited(case: Case, sentence: Sentence) -> bool:
    return bool(case.extraction.by_sentence.get(sentence.index)) or bool(_CITED.search(sentence.text))


def _is_bare(case: Case, line: CriterionLine, cited: dict[tuple[int, int], bool]) -> bool:
    """Whether a line that earns points rests on words alone, or on a share without its numerator."""
    outcome = line.outcome
    if outcome.status not in (Status.MET, Status.JUDGEMENT) or outcome.supported <= 0:
        return False
    said = [s for s in outcome.trace.statements if s.stance in (Stance.SHOWN, Stance.PARTLY)]
    if said:
        return not any(cited.get((s.place.block, s.place.start), True) for s in said)
    return any(
        case.rubric.metrics[value.metric].share
        and value.claims
        and not value.formula
        and not value.derivation
        for value in outcome.trace.values
    )


def effects_without_numbers(case: Case) -> Iterator[Finding | Reconciled]:
    """G12: sentences about effects, under a heading of effects, without a figure; one finding for all."""
    found: dict[str, Sentence] = {}
    for sentence in case.extraction.sentences:
        heading = sentence.place.section[0] if sentence.place.section else ""
        if (
            sentence.mood is Mood.STATED
            and sentence.place.cell is None
            and _EFFECT_SECTION.search(heading)
            and not case.extraction.by_sentence.get(sentence.index)
        ):
            match = _EFFECT.search(sentence.text)
            if match is not None:
                found.setdefault(match[0], sentence)
    if found:
        shown = "；".join(f"“{words}”" for words in list(found)[:_SHOWN])
        message = f"成效有 {len(found)} 处只有说法，没有一个数：{shown}"
        yield G12.finding(message, places=(sentence.place for sentence in found.values()))


def hedged_results(case: Case) -> Iterator[Finding | Reconciled]:
    """G13: results that are told as so many and more; one finding for all."""
    hedged: list[Figure] = [
        figure
        for figure in case.extraction.figures
        if figure.role is Role.ACTUAL
        and figure.place.cell is None
        and figure.quantity.comparator in _HEDGED
        and figure.quantity.unit not in ("%", "")
        and case.extraction.sentences[figure.sentence].mood is Mood.STATED
    ]
    if len(hedged) >= _HABIT:
        shown = "、".join(f"{figure.subject}{_as_said(case, figure)}" for figure in hedged[:_SHOWN])
        yield G13.finding(f"成果有 {len(hedged)} 处只写约数：{shown}", figures=hedged)


def _as_said(case: Case, figure: Figure) -> str:
    """The figure with the word behind it that hedges it: 2场以上."""
    after = case.extraction.sentences[figure.sentence].text[figure.end : figure.end + 2]
    return figure.printed + (after if after in ("以上", "左右", "上下") else "")


def paid_without_result(case: Case) -> Iterator[Finding | Reconciled]:
    """G14: items of a list of payments of which no other paragraph tells a result; one finding a list."""
    telling: dict[str, frozenset[int]] = {}
    for block, figures in case.figures_of_block.items():
        items = [f for f in figures if f.role is Role.ACTUAL and f.quantity.unit == "元" and not f.place.cell]
        items = [f for f in items if not _FUNDS.search(f.subject)]
        whole = sum(item.quantity.value for item in items)
        items = [f for f in items if f.quantity.value * 2 < whole]
        if len(items) < _ITEMS or not _PAID.search(case.document.blocks[block].text):
            continue
        silent = []
        for item in items:
            name = _SPENDING.sub("", _LISTED.sub("", item.subject))
            if len(name) < 2:
                continue
            if name not in telling:
                telling[name] = _blocks_that_tell(case, name)
            if telling[name] <= {block}:
                silent.append(item)
        if silent and len(silent) < len(items):
            shown = "、".join(f"{_LISTED.sub('', item.subject)} {item.printed}" for item in silent)
            yield G14.finding(f"有 {len(silent)} 项付了款，正文别处没有写做成了什么：{shown}", figures=silent)


def _blocks_that_tell(case: Case, name: str) -> frozenset[int]:
    """Paragraphs with the last two letters of an item, its noun, or half of its pairs of letters."""
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    return frozenset(
        sentence.place.block
        for sentence in case.extraction.sentences
        if sentence.mood is Mood.STATED
        and sentence.place.cell is None
        and (pairs[-1] in sentence.text or sum(pair in sentence.text for pair in pairs) * 2 >= len(pairs))
    )
