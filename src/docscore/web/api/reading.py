"""What the API shows: the batch, its submissions, its rules, its journal."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Query, Request

from ...export.form_rules import variants_text
from ...export.rubric import rubric_text
from ...model import Work
from ...review import POLICIES
from ..entry import Anyone, Entry
from .described import MOST, desk_of, routes
from .objects import decision_object, figures_object, findings_object, opened_object, proof_object, row_object

router = routes()
Id = Annotated[str, Query(max_length=40)]
_Sort = Literal[
    "stake", "-stake", "excess", "-excess", "name", "-name", "errors", "-errors", "decided", "-decided"
]
_Text = Annotated[str, Query(max_length=200)]


@router.get("/me", summary="账号与会话")
def me(request: Request, person: Anyone) -> dict[str, Any]:
    """Who asks, and the token that a writing request of his session must carry."""
    entry: Entry = request.app.state.entry
    cookie = request.cookies.get(entry.cookie, "")
    return {
        "name": person.name,
        "shown": person.shown,
        "role": person.role.value,
        "csrf": entry.csrf(cookie) if cookie else None,
    }


@router.get("/batch", summary="批次概况")
def batch(request: Request, _: Anyone) -> dict[str, Any]:
    """The batch with its progress."""
    desk = desk_of(request)
    about = desk.workspace.about
    rubric = desk.rubric()
    return {
        "title": about.title,
        "created": about.created,
        "rubric": {"id": rubric.id, "title": rubric.title, "hash": about.rubric},
        "two_reviewers": about.two_reviewers,
        "submissions": desk.registers.count(),
        "work": {work.value: desk.registers.count(work=work.value) for work in Work},
        "journal": {"count": about.head_seq, "head": about.head_digest or None},
    }


@router.get("/submissions", summary="材料列表")
def submissions(
    request: Request,
    _: Anyone,
    work: Annotated[Literal["", "new", "open", "second", "ready", "signed"], Query()] = "",
    has: Annotated[Literal["", "errors", "excess", "unread"], Query()] = "",
    reviewer: _Text = "",
    q: _Text = "",
    sort: _Sort = "-stake",
    offset: Annotated[int, Query(ge=0, le=MOST)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> dict[str, Any]:
    """Submissions, narrowed and sorted as the batch page does."""
    registers = desk_of(request).registers
    rows = registers.listed(
        work=work, has=has, reviewer=reviewer, query=q, sort=sort, offset=offset, limit=limit
    )
    total = registers.count(work=work, has=has, reviewer=reviewer, query=q)
    return {"total": total, "submissions": [row_object(row) for row in rows]}


@router.get("/submissions/{submission}", summary="一份材料：评分表、疑点、意见")
def one(request: Request, submission: str, _: Anyone) -> dict[str, Any]:
    """A submission whole; one that could not be read has ``trouble``, and no result."""
    desk = desk_of(request)
    row = desk.registers.get(submission)
    if row.trouble:
        return {**row_object(row), "last_seen": 0, "result": None, "review": None, "decisions": []}
    return opened_object(desk.open(submission))


@router.get("/submissions/{submission}/findings", summary="疑点")
def findings(request: Request, submission: str, _: Anyone) -> dict[str, Any]:
    """Findings by rank with what was decided about them."""
    return {"findings": findings_object(desk_of(request).open(submission))}


@router.get("/submissions/{submission}/figures", summary="数据")
def figures(request: Request, submission: str, _: Anyone) -> dict[str, Any]:
    """Figures with the keys under which they are corrected."""
    return {"figures": figures_object(desk_of(request).open(submission))}


@router.get("/submissions/{submission}/decisions", summary="一份材料的复核记录")
def decisions(request: Request, submission: str, _: Anyone) -> dict[str, Any]:
    """The journal's entries about a submission, oldest first."""
    desk = desk_of(request)
    desk.registers.get(submission)
    return {"decisions": [decision_object(entry) for entry in desk.journal.of(submission)]}


@router.get("/policies", summary="统一规则")
def policies(_: Anyone) -> dict[str, Any]:
    """The policies that decide alike for all units."""
    return {
        "policies": [
            {"id": one.id, "title": one.title, "reason": one.reason, "source": one.source} for one in POLICIES
        ]
    }


@router.get("/rubric", summary="评分细则")
def rubric(request: Request, _: Anyone, version: Annotated[str, Query(max_length=64)] = "") -> dict[str, Any]:
    """The rules of the batch, or an older version by its hash, as the YAML file and as people read it."""
    desk = desk_of(request)
    digest = version or desk.workspace.about.rubric
    text = desk.workspace.rubric_text(digest)
    loaded, variants = desk.rubric(digest), desk.judge(digest).variants
    return {
        "id": loaded.id,
        "title": loaded.title,
        "hash": digest,
        "yaml": text,
        "text": variants_text(variants) if variants else rubric_text(loaded),
        "versions": [
            {"hash": row.hash, "id": row.id, "title": row.title, "added": row.added}
            for row in desk.registers.rubrics()
        ],
    }


@router.get("/journal", summary="复核记录")
def journal(
    request: Request,
    _: Anyone,
    before: Annotated[int | None, Query(ge=1, le=MOST)] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> dict[str, Any]:
    """Entries, newest first; ``next`` is the ``before`` of the next page."""
    entries = desk_of(request).journal.newest(limit, before=before)
    more = entries and entries[-1].seq > 1
    return {
        "entries": [decision_object(entry) for entry in entries],
        "next": entries[-1].seq if more else None,
    }


@router.get("/journal/proof", summary="核验复核记录")
def proof(request: Request, _: Anyone, head: Annotated[str, Query(max_length=64)] = "") -> dict[str, Any]:
    """Whether the journal is whole, and still holds an entry whose digest was noted down."""
    from ...desk import prove

    return proof_object(prove(desk_of(request).workspace, head))
