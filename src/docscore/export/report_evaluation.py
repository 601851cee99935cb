"""How well whole papers are assessed: as a table for a person, as JSON for a program."""

from __future__ import annotations

from typing import Any

from ..model.truth import Miss, ReportEvaluation, Tally

_KINDS = {
    Miss.MISSED: "漏报",
    Miss.FALSE_ALARM: "误报",
    Miss.POINTS: "分数区间不同",
    Miss.SELF_SCORE: "自评读得不同",
}


def report_evaluation_text(evaluation: ReportEvaluation) -> str:
    """All measures, then every difference with its place."""
    e = evaluation
    lines = [f"整篇 {e.papers} 份", "", "代码    应报  报到  误报  精确率  召回率"]
    lines += [_row(code, tally) for code, tally in e.by_code()]
    lines.append(_row("合计", e.all_codes()))
    lines.append("")
    if e.intervals:
        lines.append(
            f"分数区间  {e.intervals} 项，相同 {e.exact}（{e.exact / e.intervals:.1%}），不小于应有范围 {e.contained}"
        )
    if e.self_scores:
        lines.append(f"自评得分  {e.self_scores} 项，读对 {e.self_right}")
    if low := e.imprecise():
        lines.append(f"精确率不到 0.9 的代码（应默认关闭）：{'、'.join(low)}")
    if e.wrong:
        lines += ["", f"不一致之处（{len(e.wrong)}）："]
    for wrong in e.wrong:
        told = " → ".join(part for part in (wrong.expected, wrong.got) if part)
        place = f"，{wrong.place}" if wrong.place else ""
        lines.append(f"  {_KINDS[wrong.kind]}  {wrong.what}  {told}（{wrong.paper}{place}）")
    return "\n".join(lines).rstrip() + "\n"


def _row(code: str, tally: Tally) -> str:
    pad = " " * (8 - (len(code) if code.isascii() else 2 * len(code)))
    return f"{code}{pad}{tally.expected:4}  {tally.met:4}  {tally.wrong:4}  {_rate(tally.precision)}  {_rate(tally.recall)}"


def _rate(rate: float | None) -> str:
    return f"{rate:6.3f}" if rate is not None else "     –"


def report_evaluation_object(evaluation: ReportEvaluation) -> dict[str, Any]:
    """All measures and differences as a JSON object; rates have four decimals, ``null`` where nothing was counted."""
    e = evaluation
    return {
        "papers": e.papers,
        "codes": {code: _counts(tally) for code, tally in e.by_code()},
        "all": _counts(e.all_codes()),
        "imprecise": list(e.imprecise()),
        "intervals": {"labelled": e.intervals, "exact": e.exact, "contained": e.contained},
        "self_scores": {"labelled": e.self_scores, "right": e.self_right},
        "wrong": [
            {
                "paper": wrong.paper,
                "kind": wrong.kind.value,
                "what": wrong.what,
                "place": wrong.place,
                "expected": wrong.expected,
                "got": wrong.got,
            }
            for wrong in e.wrong
        ],
    }


def _counts(tally: Tally) -> dict[str, Any]:
    return {
        "expected": tally.expected,
        "met": tally.met,
        "right": tally.right,
        "false_alarms": tally.wrong,
        "precision": None if tally.precision is None else round(tally.precision, 4),
        "recall": None if tally.recall is None else round(tally.recall, 4),
    }
