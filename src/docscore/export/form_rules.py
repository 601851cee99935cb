"""The formulas of a regional variant of forms in words, for a terminal and for the workbench."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import AtMost, FormRules, PointsRange
from .words import points

_AT_MOST = {
    AtMost.LINEAR: "超过目标后逐步减，到目标的两倍为 0 分",
    AtMost.INVERSE: "目标÷完成×分值",
}
_OPEN = "出处没有写"
#: The same in every variant that was met.
_SAME = "达到目标得满分，否则 完成÷目标×分值；目标为 0 而有发生的不得分"


def variant_facts(rules: FormRules) -> tuple[tuple[str, str], ...]:
    """What a variant says, as heads and texts; what its source leaves open is told as open.

    Args:
        rules: the variant.
    """
    return (
        ("≥、＝", _SAME),
        ("≤", "，或 ".join(_AT_MOST[one] for one in rules.at_most) or _OPEN),
        ("定性", "；或 ".join(_bands(one.met, one.partly, one.missed) for one in rules.qualitative) or _OPEN),
        ("预算执行", "执行数÷全年预算数×分值" + _execution(rules)),
        ("远超目标", _over(rules)),
        (
            "总分封顶",
            "；".join(f"执行率低于 {cap.below:f}% 最多 {points(cap.most)} 分" for cap in rules.caps)
            or "没有",
        ),
        ("等次", "；".join(f"{one.name} {one.low:f}–{one.high:f}" for one in rules.grades) or _OPEN),
        *(("注", note) for note in rules.notes),
        ("出处", rules.source),
    )


def variants_text(variants: Iterable[FormRules]) -> str:
    """Variants one after the other for a terminal."""
    return "\n".join(
        "\n".join([f"{one.title}", f"编号 {one.id}　版本 {one.version}　{one.name}", *_lines(one)]) + "\n"
        for one in variants
    )


def _lines(rules: FormRules) -> Iterable[str]:
    return (f"  {head}：{text}" for head, text in variant_facts(rules))


def _bands(met: PointsRange, partly: PointsRange, missed: PointsRange) -> str:
    named = zip(("达成", "部分达成", "未达成"), (met, partly, missed), strict=True)
    return "，".join(f"{name} {span.low:f}%–{span.high:f}%" for name, span in named)


def _execution(rules: FormRules) -> str:
    told = ""
    if rules.execution_points is not None:
        told += f"；表里没有写分值的按 {points(rules.execution_points)} 分"
    if rules.execution_reason is not None:
        told += f"；低于 {rules.execution_reason:f}% 须写原因"
    return told


def _over(rules: FormRules) -> str:
    if rules.over_from is None:
        return _OPEN
    cost = f"扣 {points(rules.over_deduct)} 分" if rules.over_deduct else "须写原因，不扣分"
    return f"达到目标的 {rules.over_from:f}% 及以上{cost}"
