"""How well extraction agrees with labels: as a table for a person, as JSON for a program."""

from __future__ import annotations

from typing import Any

from ..model.gold import Evaluation, Fault
from ..personal import mask_text

_FAULTS = {
    Fault.MISSED: "漏抽",
    Fault.INVENTED: "误抽",
    Fault.TRAPPED: "误入陷阱",
    Fault.SPAN: "起止不同",
    Fault.VALUE: "数值或单位不同",
    Fault.COMPARATOR: "界限不同",
    Fault.ROLE: "用途不同",
    Fault.SUBJECT: "对象不同",
    Fault.PERIOD: "时期不同",
}


def evaluation_text(evaluation: Evaluation) -> str:
    """All measures, then every difference with its place."""
    e = evaluation
    lines = [
        f"{e.papers} 篇，标注 {e.labelled}，抽取 {e.predicted}，对上 {e.matched}",
        "",
        f"{'':16}  精确率  召回率      F1",
    ]
    for name, hits in (("起止", e.span), ("数值", e.value), ("数值和单位", e.value_unit)):
        pad = " " * (16 - 2 * len(name))
        lines.append(f"{name}{pad}  {e.precision(hits):6.3f}  {e.recall(hits):6.3f}  {e.f1(hits):6.3f}")
    lines.append("")
    shares = (
        ("界限", e.share(e.comparator), e.comparator, e.matched),
        ("用途", e.share(e.role), e.role, e.matched),
        ("对象", e.share(e.subject), e.subject, e.matched),
        ("时期", e.period_share, e.period, e.periods),
        ("误入陷阱", e.trap_rate, e.trapped, e.traps),
    )
    for name, share, hits, of in shares:
        pad = " " * (16 - 2 * len(name))
        lines.append(f"{name}{pad}  {share:6.3f}  {hits}/{of}")
    if e.wrong:
        lines += ["", f"不一致之处（{len(e.wrong)}）："]
    for wrong in e.wrong:
        told = " → ".join(part for part in (wrong.expected, wrong.got) if part)
        place = f"，{wrong.place}" if wrong.place else ""
        lines.append(f"  {_FAULTS[wrong.fault]}  “{mask_text(wrong.surface)}” {told}（{wrong.paper}{place}）")
    return "\n".join(lines) + "\n"


def evaluation_object(evaluation: Evaluation) -> dict[str, Any]:
    """All measures and differences as a JSON object; rates have four decimals."""
    e = evaluation

    def rates(hits: int) -> dict[str, float]:
        return {
            "precision": round(e.precision(hits), 4),
            "recall": round(e.recall(hits), 4),
            "f1": round(e.f1(hits), 4),
        }

    return {
        "papers": e.papers,
        "labelled": e.labelled,
        "predicted": e.predicted,
        "matched": e.matched,
        "span": rates(e.span),
        "value": rates(e.value),
        "value_unit": rates(e.value_unit),
        "comparator": round(e.share(e.comparator), 4),
        "role": round(e.share(e.role), 4),
        "subject": round(e.share(e.subject), 4),
        "period": round(e.period_share, 4),
        "periods": e.periods,
        "traps": e.traps,
        "trapped": e.trapped,
        "trap_rate": round(e.trap_rate, 4),
        "wrong": [
            {
                "paper": wrong.paper,
                "place": wrong.place,
                "fault": wrong.fault.value,
                "surface": mask_text(wrong.surface),
                "expected": wrong.expected,
                "got": wrong.got,
            }
            for wrong in e.wrong
        ],
    }
