"""The pages of the workbench: what people see and write. Each file is a tab; ``views`` arrange what templates show.

Every page is whole without scripts: forms post and redirect. With htmx the same routes answer with the parts that changed.
"""

from __future__ import annotations

from fastapi import APIRouter

from . import batch, decisions, diff, exports, finding, journal, page, rubric, sheet

ROUTERS: tuple[APIRouter, ...] = (
    batch.router,
    sheet.router,
    page.router,
    decisions.router,
    finding.router,
    diff.router,
    rubric.router,
    journal.router,
    exports.router,
)

__all__ = ["ROUTERS"]
