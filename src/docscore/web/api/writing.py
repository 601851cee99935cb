"""What the API writes: decisions, policies, signatures, submissions. Each goes through the desk, as the pages do."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import File, Form, Request, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from ...desk import Opened, Order, decide, decide_by_policy, reopen, sign
from ...desk.deciding import LONGEST_KEY, LONGEST_REASON, LONGEST_VALUE
from ...desk.receiving import receive
from ...model import Action, Kind, Subject
from ..entry import Lead, Reviewer
from .described import MOST, desk_of, routes
from .objects import decision_object, line_object, row_object

router = routes()
_Seen = Annotated[
    int, Field(ge=0, le=MOST, description="发这个请求的人看到的最新一条的序号；其后有别人的意见则回 409")
]
_Reason = Annotated[str, Field(max_length=LONGEST_REASON)]
_Key = Annotated[str, Field(max_length=LONGEST_KEY)]
_Value = Annotated[str, Field(max_length=LONGEST_VALUE)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class SubjectBody(_Body):
    """What a decision is about: a criterion by its id, a finding by its fingerprint, a figure by its key, or the sheet."""

    kind: Literal["criterion", "finding", "figure", "sheet"]
    key: _Key = ""


class DecisionBody(_Body):
    """A decision."""

    subject: SubjectBody
    action: Literal[
        "accept", "set", "comment", "dismiss", "explain", "correct", "relink", "second", "withdraw"
    ]
    value: _Value = ""
    reason: _Reason = ""
    last_seen: _Seen = 0


class CorrectionBody(_Body):
    """What a figure reads; empty for no figure."""

    key: _Key
    value: _Value
    reason: _Reason
    last_seen: _Seen = 0


class RelinkBody(_Body):
    """The metric that a figure speaks to; empty for none."""

    key: _Key
    metric: _Value
    reason: _Reason
    last_seen: _Seen = 0


class SignBody(_Body):
    """A signature."""

    last_seen: _Seen = 0


class ReopenBody(_Body):
    """Why a signed sheet is opened again."""

    reason: _Reason
    last_seen: _Seen = 0


class PolicyBody(_Body):
    """Which submissions a policy decides; all without."""

    submissions: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=10_000)] | None = None


@router.post("/submissions/{submission}/decisions", summary="写一条意见")
def write(request: Request, submission: str, body: DecisionBody, person: Reviewer) -> dict[str, Any]:
    """Write a decision down. Sent again after a lost answer, it is not written twice."""
    subject = Subject(Kind(body.subject.kind), body.subject.key)
    order = Order(subject, Action(body.action), body.value, body.reason, body.last_seen)
    return _written(decide(desk_of(request), submission, order, person.name), subject, person.name)


@router.post("/submissions/{submission}/figures/correct", summary="更正数据")
def correct(request: Request, submission: str, body: CorrectionBody, person: Reviewer) -> dict[str, Any]:
    """Read a figure otherwise; the sheet is scored anew at once."""
    subject = Subject(Kind.FIGURE, body.key)
    order = Order(subject, Action.CORRECT, body.value, body.reason, body.last_seen)
    return _written(decide(desk_of(request), submission, order, person.name), subject, person.name)


@router.post("/submissions/{submission}/figures/relink", summary="改数据的对应")
def relink(request: Request, submission: str, body: RelinkBody, person: Reviewer) -> dict[str, Any]:
    """Bind a figure to another metric, or to none."""
    subject = Subject(Kind.FIGURE, body.key)
    order = Order(subject, Action.RELINK, body.metric, body.reason, body.last_seen)
    return _written(decide(desk_of(request), submission, order, person.name), subject, person.name)


@router.post("/submissions/{submission}/sign", summary="签发")
def sign_sheet(request: Request, submission: str, body: SignBody, person: Lead) -> dict[str, Any]:
    """Sign a sheet, which locks it."""
    opened = sign(desk_of(request), submission, person.name, body.last_seen)
    return _written(opened, Subject(Kind.SHEET), person.name)


@router.post("/submissions/{submission}/reopen", summary="退回")
def reopen_sheet(request: Request, submission: str, body: ReopenBody, person: Lead) -> dict[str, Any]:
    """Open a signed sheet again, on record."""
    opened = reopen(desk_of(request), submission, person.name, body.reason, body.last_seen)
    return _written(opened, Subject(Kind.SHEET), person.name)


@router.post("/policies/{policy}", summary="用一条统一规则")
def apply_policy(request: Request, policy: str, body: PolicyBody, person: Lead) -> dict[str, Any]:
    """Decide alike for all units, or for those named: each open line that the policy speaks of."""
    desk = desk_of(request)
    named = body.submissions
    units = [row.id for row in desk.registers.listed(sort="name")] if named is None else sorted(set(named))
    for unit in units if named is not None else ():
        desk.registers.get(unit)  # an unknown one stops it before anything is decided
    return {"decided": decide_by_policy(desk, policy, person.name, units)}


@router.post("/submissions", summary="交一份材料")
def take_in(
    request: Request,
    _: Lead,
    name: Annotated[str, Form(min_length=1, max_length=100)],
    file: Annotated[UploadFile, File(description="报告，或材料的 ZIP")],
) -> dict[str, Any]:
    """Take a unit's material in; the same name and kind of file again is its next version."""
    row = receive(desk_of(request), name, file.filename or "", file.file.read())
    return row_object(row)


def _written(opened: Opened, subject: Subject, by: str) -> dict[str, Any]:
    """The person's newest entry about the subject, and what it is about as it stands: somebody may have written after him."""
    own = [entry for entry in opened.decisions if entry.subject == subject and entry.by == by][-1]
    line = opened.sheet.lines.get(subject.key) if subject.kind is Kind.CRITERION else None
    return {
        "entry": decision_object(own),
        "submission": row_object(opened.row),
        "line": line_object(line) if line else None,
    }
