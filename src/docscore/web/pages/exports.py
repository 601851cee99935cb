"""导出: every form that leaves the workspace, for all units or one; and filled-in workbooks back in."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from ...desk import Desk
from ...desk.exporting import EXPORTS, Scope, export_files, export_named, one_file
from ..entry import Anyone
from ..templates import page

router = APIRouter(include_in_schema=False)

_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".zip": "application/zip",
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
}


@router.get("/export")
def export_page(request: Request, person: Anyone, s: str = "") -> Response:  # noqa: ARG001 - who may look
    """The forms, for all units or for the one of *s*."""
    desk: Desk = request.app.state.desk
    rows = desk.registers.listed(sort="name")
    context = {"tab": "export", "forms": EXPORTS, "Scope": Scope, "units": rows, "chosen": s}
    return page(request, "export.html", context)


@router.get("/export/{form}")
def export_file(
    request: Request, person: Anyone, form: str, s: Annotated[tuple[str, ...], Query()] = ()
) -> Response:
    """One form as a file, personal data masked; several files come as a ZIP."""
    desk: Desk = request.app.state.desk
    ids = [one for one in s if one] or [row.id for row in desk.registers.listed(sort="name")]
    files = export_files(desk, form, ids, person.name)
    file = one_file(files, f"{desk.workspace.about.title}-{export_named(form).title}")
    suffix = file.name[file.name.rindex(".") :]
    return Response(
        file.content,
        media_type=_TYPES.get(suffix, "application/octet-stream"),
        headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"},
    )
