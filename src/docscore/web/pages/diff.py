"""数据差异: what reviewers corrected, what an earlier version said, what the evidence shows."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from ...desk import (
    Desk,
    Opened,
    against_evidence,
    corrections,
    document_name,
    earlier_versions,
    version,
    whereabouts,
)
from ...export import difference as words
from ...model import Difference, Figure, FigurePair, Standing
from ..entry import Anyone
from ..templates import page

router = APIRouter(include_in_schema=False)

#: So many rows of a group are shown; the table of all is the export's.
_ROWS = 200
_OF = {"evidence": "报告 ↔ 佐证", "version": "现稿 ↔ 前稿", "correction": "提取 ↔ 更正"}


@router.get("/s/{submission}/diff")
def diff_page(request: Request, person: Anyone, submission: str, of: str = "", paper: str = "") -> Response:  # noqa: ARG001 - who may look
    """One of the three comparisons; without a choice the first that has anything."""
    desk: Desk = request.app.state.desk
    opened = desk.open(submission)
    earlier = earlier_versions(opened)
    if of not in _OF:
        of = "evidence" if against_evidence(opened) else "version" if earlier else "correction"
    difference = None
    if of == "correction":
        difference = corrections(desk, opened)
    elif of == "version" and earlier:
        chosen = next((one for one in earlier if one.path == paper), earlier[-1])
        difference, paper = version(desk, opened, chosen), chosen.path
    return page(
        request,
        "diff.html",
        {
            "tab": "diff",
            "row": opened.row,
            "of": of,
            "kinds": _OF,
            "earlier": earlier,
            "paper": paper,
            "groups": _groups(desk, opened, difference) if difference else [],
            "tally": _tally(difference) if difference else "",
            "totals": words.totals(difference) if difference else "",
            "disagreements": against_evidence(opened) if of == "evidence" else (),
            "sides": {"correction": ("提取", "更正后"), "version": ("前稿", "现稿")}.get(
                of, ("报告", "佐证")
            ),
        },
    )


def _tally(difference: Difference) -> str:
    count = {standing: len(difference.of(standing)) for standing in Standing}
    return (
        f"有改动 {count[Standing.CHANGED]} 处 · 一致 {count[Standing.EQUAL]} 处 · "
        f"只在左边 {count[Standing.GONE]} 处 · 只在右边 {count[Standing.ADDED]} 处"
    )


def _groups(desk: Desk, opened: Opened, difference: Difference) -> list[dict[str, object]]:
    """What differs, the weightiest first, in the words of the other exports."""
    names = {key: metric.name for key, metric in opened.assessment.rubric.metrics.items()}
    return [
        {
            "title": group.title,
            "count": len(group.pairs),
            "rows": [_row(desk, opened, difference, pair, names) for pair in group.pairs[:_ROWS]],
        }
        for group in words.groups(difference)
    ]


def _row(
    desk: Desk, opened: Opened, difference: Difference, pair: FigurePair, names: dict[str, str]
) -> dict[str, object]:
    line = next((key for key in pair.criteria if key in opened.sheet.lines), "")
    return {
        "name": words.named(pair, names),
        "line": line,
        "left": words.printed(pair.left),
        "left_at": words.place(pair.left),
        "right": words.printed(pair.right),
        "right_at": words.place(pair.right),
        "href": _page(desk, opened, pair.right, line) if pair.right else "",
        "change": words.by_how_much(pair),
        "share": words.share(pair),
        "points": words.moved(difference, pair),
    }


def _page(desk: Desk, opened: Opened, figure: Figure, criterion: str) -> str:
    """Address of the page that shows a figure."""
    found = whereabouts(desk, opened, figure.place)
    if found is None:
        return ""
    return f"/s/{opened.row.id}/page/{document_name(found[0])}/{found[1]}?c={criterion}"
