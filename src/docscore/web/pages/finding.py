"""疑点: one doubt with its places, what it comes from, what follows, and what would settle it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from ...check import explain
from ...desk import Desk, Opened
from ...errors import UsageError
from ...model import Finding, ReviewedFinding
from ..entry import Anyone
from ..templates import page
from .axis import axis_of
from .exhibits import of_finding
from .passage import passage_of
from .views import REASONS, Typed, done, doubts, names_of

router = APIRouter(include_in_schema=False)


@router.get("/s/{submission}/f/{finding}")
def finding_page(request: Request, person: Anyone, submission: str, finding: str) -> Response:  # noqa: ARG001 - who may look
    """The page of one doubt."""
    return show_finding(request, request.app.state.desk, submission, finding, Typed())


@router.get("/s/{submission}/f")
def first_finding(request: Request, person: Anyone, submission: str) -> Response:  # noqa: ARG001 - who may look
    """The doubt with most points at stake; where there is none, a page that says so."""
    desk: Desk = request.app.state.desk
    opened = desk.open(submission)
    roots, settled = doubts(opened)
    if not roots and not settled:
        return page(request, "finding_none.html", {"tab": "finding", "row": opened.row, "opened": opened})
    first = roots[0][0] if roots else settled[0]
    return Response(status_code=303, headers={"location": f"/s/{submission}/f/{first.fingerprint}"})


def show_finding(
    request: Request, desk: Desk, submission: str, finding: str, typed: Typed, status: int = 200
) -> Response:
    """The page of one doubt, with what was typed and not written down."""
    opened = desk.open(submission)
    known = opened.sheet.findings.get(finding)
    if known is None:
        raise UsageError("这条疑点已经不在了：数据更正或规则更新后，它不再成立", "请回到评分表")
    roots, settled = doubts(opened)
    order = [one.fingerprint for root, following in roots for one in (root, *following)]
    order += [one.fingerprint for one in settled]
    at = order.index(finding)
    exhibits = of_finding(known.finding, names_of(opened.assessment.rubric))
    rules = {criterion.id: criterion.rule for criterion in opened.assessment.rubric.criteria()}
    context = {
        "tab": "finding",
        "row": opened.row,
        "opened": opened,
        "one": known,
        "finding": known.finding,
        "meaning": explain(known.finding.code)
        .strip()
        .splitlines()[0]
        .removeprefix(known.finding.code)
        .strip(),
        "exhibits": [(exhibit, passage_of(opened, exhibit.place)) for exhibit in exhibits],
        "axis": axis_of(
            known.finding, [rule for key, rule in rules.items() if key in known.finding.criteria]
        ),
        "until": f"{desk.today().year}-12-31",
        "cause": _by_print(opened, known.finding.caused_by),
        "effects": [
            one.finding
            for one in opened.sheet.findings.values()
            if one.finding.caused_by == known.finding.fingerprint
        ],
        "lines": [opened.sheet.lines[key] for key in known.finding.criteria if key in opened.sheet.lines],
        "request_text": supplement(known.finding),
        "at": at + 1,
        "count": len(order),
        "previous": order[at - 1] if at else "",
        "following": order[at + 1] if at + 1 < len(order) else "",
        "reasons": REASONS,
        "typed": typed,
        "done": done,
        "last": opened.last,
    }
    return page(request, "finding.html", context, status=status)


def supplement(finding: Finding) -> str:
    """What the unit is asked for, ready to be pasted: place, doubt, remedy."""
    where = "、".join(dict.fromkeys(place.label for place in finding.places[:3]))
    return f"{f'{where}：' if where else ''}{finding.message}。{finding.remedy}。".replace("。。", "。")


def _by_print(opened: Opened, fingerprint: str) -> Finding | None:
    known: ReviewedFinding | None = opened.sheet.findings.get(fingerprint)
    return known.finding if known else None
