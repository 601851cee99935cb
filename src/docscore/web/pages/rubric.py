"""规则: the rubric with its clauses and rule rows, and what is wrong with it; of forms, what their formulas say."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from ...desk import Desk, rules_of
from ...export.form_rules import variant_facts
from ...export.rule import Names, rule_rows
from ..entry import Anyone
from ..templates import page

router = APIRouter(include_in_schema=False)

_KINDS = {
    "tiers": "分档", "rank": "排名", "judged": "评议", "checklist": "逐项", "proportional": "比例", "step": "增减",
    "per_unit": "计件", "deduct_each": "逐次扣", "deadline": "期限", "bonus": "加分", "veto": "否决", "grade": "等次",
    "composite": "组合",
}  # fmt: skip


@router.get("/rubric/{digest}")
def rubric_page(request: Request, person: Anyone, digest: str) -> Response:  # noqa: ARG001 - who may look
    """One version of the rules."""
    desk: Desk = request.app.state.desk
    variants = desk.judge(digest).variants
    if variants:
        context = {
            "tab": "rubric",
            "digest": digest,
            "rubric": desk.rubric(digest),
            "variants": [(one, variant_facts(one)) for one in variants],
            "versions": desk.registers.rubrics(),
        }
        return page(request, "rubric_forms.html", context)
    rules = rules_of(desk, digest)
    rubric = rules.rubric
    names = Names(rubric.metrics, rubric.facts)
    groups = [(section.name, section.points, section.indicators) for section in rubric.sections]
    groups += [
        ("加分项", None, rubric.bonus),
        ("扣分项", None, rubric.deductions),
        ("一票否决项", None, rubric.veto),
    ]
    return page(
        request,
        "rubric.html",
        {
            "tab": "rubric",
            "rules": rules,
            "rubric": rubric,
            "groups": [group for group in groups if group[2]],
            "rows": {one.id: list(rule_rows(one.rule, names)) for one in rubric.criteria()},
            "kinds": _KINDS,
            "faults": {
                key: sum(1 for one in rules.problems if one.criterion == key)
                for key in {one.criterion for one in rules.problems}
            },
            "versions": desk.registers.rubrics(),
        },
    )
