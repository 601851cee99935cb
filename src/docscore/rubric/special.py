"""Clauses that are no list of awards: vetoes, grades, proportions, weighted sums."""

from __future__ import annotations

import re
from decimal import Decimal

from ..model import (
    AllOf,
    AnyOf,
    Comparison,
    Composite,
    Grade,
    GradeBand,
    Judged,
    Lexicon,
    PointsRange,
    Proportional,
    Rule,
    Veto,
)
from .awards import JUDGED, CutClause, Effect
from .bounds import Bound, bounds, comparisons
from .drafted import Sketch, subject

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)
_VETO = re.compile(
    r"(?:实行|予以|给予)?一票否决(?:制)?|(?:考核)?(?:总分|总成绩|全部得分|考核得分|当年得分)(?:均|一律)?(?:计|记|为|按)?(?:0分|零分)|取消.{0,10}(?:资格|评优|评先)|不得(?:评为|评定为).{0,6}(?:优秀|良好|合格)|"
    r"(?:直接|一律)?(?:定为|评为|判为|确定为|认定为|列为)(?:考核)?(?:不合格|较差|差|不达标|末位)(?:等次|等级|档次)?"
)
_GRADE_NAME = r"优秀|良好|合格|基本合格|不合格|较好|一般|较差|优等|良等|中等|差等|优|良|中|差|好|达标|基本达标|不达标|[一二三四]等(?:次|奖)?|[一二三四]级|[ABCD]{1,3}级?"
_GRADED = re.compile(
    rf"(?:的)?(?:为|评定?为|定为|确定为|属于?|等次为|等级为|，)?[“\"]?(?P<grade>{_GRADE_NAME})[”\"]?(?:等次|等级|档次)?(?=[，。；、;（(]|$)"
)
_GRADE_FIRST = re.compile(
    rf"(?P<grade>{_GRADE_NAME})(?:等次|等级)?[：:（(](?P<bound>[^，。；;）)]*?分[^，。；;）)]*)[)）]?"
)
_PROPORTIONAL = re.compile(
    r"按[^，。；]{0,12}率(?:折算|计算|计分|得分|赋分|给分|打分|折合)|按.{0,14}(?:比例|百分比)(?:计算?|折算?)?(?:得|计|给|评|赋|打)?分?|按.{0,6}比例(?:扣|计|得)|"
    r"(?:完成|覆盖|执行|支出|达标|合格)?[率值数量]?[×xX*＊][^，。；]{0,6}(?:分值|权重|满分|\d+分?)|[/÷／][^，。；]{1,14}[×xX*＊]"
)
_INVERSE = re.compile(r"目标[值数]?[^，。；]{0,6}[/÷／][^，。；]{0,8}(?:实际|完成)")
_WEIGHTED = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z（）()]{2,20}?)(?:得分|分数|成绩|分)?(?:[×xX*＊]|占|权重)(?:为|比|总分的)?(?P<share>\d+(?:\.\d+)?)(?P<unit>%|％)?"
)


_LISTED = re.compile(r"(?:下列|以下)(?:情形|情况|行为|问题)(?:之一)?$")
_RANGE = re.compile(r"(?P<low>\d+(?:\.\d+)?)(?:分)?[-－—–~～至到]+(?P<high>\d+(?:\.\d+)?)分")


def judged_rule(cut: CutClause, points: Decimal | None, sketch: Sketch) -> Rule | None:
    """A clause that leaves the grading to a person within a range, or within full marks."""
    if not JUDGED.search(cut.text):
        return None
    given = _RANGE.search(cut.text)
    full = cut.limits.points if cut.limits.points is not None else cut.limits.cap or points
    if given is None and full is None:
        return None
    low, high = (Decimal(given["low"]), Decimal(given["high"])) if given else (_ZERO, full or _ZERO)
    return Judged(sketch.fact(re.split(r"[，。；]", cut.text)[0]), PointsRange(low, high))


def veto_rule(cut: CutClause, sketch: Sketch, lexicon: Lexicon) -> Rule | None:
    """一票否决, 取消资格, 直接定为不合格."""
    match = _VETO.search(cut.text)
    if match is None or any(award.effect is not Effect.ZERO for award in cut.awards):
        return None
    words = re.sub(r"(?:的|，|。|；|者|、|凡|对|有|该项及|本项及|及)+$", "", cut.text[: match.start()])
    words = re.sub(r"^(?:凡是?|对于?|如果?|若|有|一票否决(?:项|事项|指标)?[：，]?)+", "", words)
    if not words or _LISTED.search(words):
        words = cut.text[match.end() :].strip("：，。；的")
    listed = [item for item in re.split(r"[；;]|(?:^|(?<=[；。，]))(?:\d[.、]|[（(]\d[)）])", words) if item]
    if len(listed) > 1:
        return Veto(AnyOf(tuple(sketch.holds(item) for item in listed)))
    found = bounds(words, lexicon)
    if (
        len(found) == 1
        and not words[found[0].end :].strip("的者")
        and not re.search(r"^(?:出现|发生)", words)
    ):
        bound = found[0]
        metric = sketch.metric(subject(words[: bound.start]) or words[bound.end :], bound.unit)
        parts = comparisons(bound)
        return Veto(parts[0] if len(parts) == 1 else AllOf(tuple(parts)), metric)
    return Veto(sketch.holds(words))


def grade_rule(cut: CutClause, sketch: Sketch, lexicon: Lexicon) -> Rule | None:
    """Bands of the total with names: 90分以上为优秀，80～89分为良好."""
    bands: list[GradeBand] = []
    sketch_metric: str | None = None
    for piece, grade in _graded_pieces(cut.text):
        found = [bound for bound in bounds(piece, lexicon) if bound.unit in ("分", "")]
        if not found:
            continue
        if sketch_metric is None:
            sketch_metric = sketch.metric("得分", "分")
        parts = comparisons(found[0])
        bands.append(GradeBand(parts[0] if len(parts) == 1 else AllOf(tuple(parts)), grade))
    if len(bands) < 2 or sketch_metric is None:
        sketch.metrics.clear()
        sketch.inputs.clear()
        return None
    bands.sort(key=lambda band: -_bottom(band))
    return Grade(tuple(bands), sketch_metric)


def _graded_pieces(text: str) -> list[tuple[str, str]]:
    first = [(match["bound"], match["grade"]) for match in _GRADE_FIRST.finditer(text)]
    if len(first) >= 2:
        return first
    found, position = [], 0
    for match in _GRADED.finditer(text):
        piece = text[position : match.start()]
        if re.search(r"\d", piece):
            found.append((re.split(r"[；;。]", piece)[-1], match["grade"]))
            position = match.end()
    return found


def _bottom(band: GradeBand) -> Decimal:
    parts = band.when.conditions if isinstance(band.when, AllOf) else (band.when,)
    lows = [part.bound for part in parts if isinstance(part, Comparison) and part.op in (">=", ">", "==")]
    return lows[0] if lows else Decimal(-1)


#: 每低1个百分点扣0.2分 says how, whatever formula names the rate.
_STEPPED = re.compile(r"每(?:低|少|降|减|差|下降|降低|减少)[^，。；]*[扣减]")


def _is_target(bound: Bound, known: Bound | None) -> bool:
    """The first bound, unless it was a range within which points are in proportion (60%≤完成率<100%)."""
    return known is None or (known.low is not None and known.high is not None and bound.high is None)


def proportional_rule(
    cut: CutClause, points: Decimal | None, sketch: Sketch, lexicon: Lexicon
) -> Rule | None:
    """按比例得分, 实际÷目标×分值; a line below which nothing is earned is kept."""
    if not _PROPORTIONAL.search(cut.text) or _STEPPED.search(cut.text):
        return None
    given = [award for award in cut.awards if award.effect is Effect.GET]
    full = cut.limits.points or points or max((award.high for award in given), default=None) or cut.limits.cap
    if full is None:
        formula = re.search(r"[×xX*＊](\d+(?:\.\d+)?)", cut.text)
        full = Decimal(formula[1]) if formula else None
    if full is None:
        return None
    target: Bound | None = None
    zero_below: Decimal | None = None
    for award in cut.awards:
        found = bounds(award.condition, lexicon)
        if award.effect is Effect.ZERO and found:
            zero_below = found[-1].high if found[-1].high is not None else found[-1].low
        elif found and _is_target(found[0], target) and award.effect in (Effect.GET, Effect.FULL):
            target = found[0]
            words = award.condition
    if target is not None:
        value = target.low if target.low is not None else target.high
        assert value is not None
        after = re.split(r"[，。；（(]", words[target.end :])[0]
        metric = sketch.metric(subject(words[: target.start]) or after, target.unit)
        return Proportional(metric, value, full, zero_below, target.low is None)
    name = re.search(
        r"[\u4e00-\u9fff]{0,10}(?:率|比例|比重|占比|完成度|进度)", re.sub(r"按.*?比例", "", cut.text)
    )
    metric = sketch.metric(name.group() if name else "完成率", "%")
    return Proportional(metric, _HUNDRED, full, zero_below, bool(_INVERSE.search(cut.text)))


_ADDED_UP = re.compile(r"(?:按|以)?(?:各项|各部分)?得分(?:之和|相加|累加|加总)")


def _scores_added(cut: CutClause, sketch: Sketch) -> Rule | None:
    """日常巡查30分、年终考核70分，按得分相加: each score counts as it is, up to its own full marks."""
    parts = []
    for award in cut.awards:
        if award.effect is not Effect.GET or award.low != award.high or not award.condition:
            return None
        metric = sketch.metric(f"{award.condition}得分", "分")
        parts.append(Proportional(metric, award.high, award.high))
    return Composite(tuple(parts), "sum")


def weighted_rule(cut: CutClause, sketch: Sketch) -> Rule | None:
    """总分 = A×40% + B×60%, or A占40%、B占60%."""
    if _ADDED_UP.search(cut.text) and len(cut.awards) > 1:
        return _scores_added(cut, sketch)
    found = [
        (match["name"], Decimal(match["share"]) / (100 if match["unit"] else 1))
        for match in _WEIGHTED.finditer(cut.text)
    ]
    if len(found) < 2 or sum((share for _, share in found), _ZERO) != 1 or cut.awards:
        return None
    parts = []
    for name, _ in found:
        metric = sketch.metric(re.split(r"[=＝：+＋]", name)[-1], "分")
        # A score counts as it is: one point for each.
        parts.append(Proportional(metric, _HUNDRED, _HUNDRED))
    return Composite(tuple(parts), "weighted", tuple(share for _, share in found))
