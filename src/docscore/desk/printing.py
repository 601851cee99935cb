"""The pages of a report as they leave the workspace: pictures with their marks, personal data blacked out in the pixels."""

from __future__ import annotations

import re
import time

from ..errors import UsageError
from ..export.report_html import PrintedPage
from ..ingest.markedpages import DrawnBoxes, MarkedPage, blacked_out, pages_pdf
from ..marks import drawn_marks, lines_of, marks_of
from ..model import Document, MarkKind
from .desk import Desk, Opened
from .pages import Look
from .pageview import main_paper

#: A Word document is being printed; so long is waited for it, looking so often.
_PATIENCE, _PAUSE = 180.0, 0.2
#: What a mask leaves in the text; the letters under it are blacked out.
_HIDDEN = re.compile(r"\*+")
_COLOURS = {
    MarkKind.ACTUAL: (0x1A, 0x56, 0xAE),
    MarkKind.TARGET: (0x55, 0x64, 0x0E),
    MarkKind.REFERENCE: (0x6A, 0x56, 0x40),
    MarkKind.SELF_SCORE: (0x7A, 0x2E, 0x86),
    MarkKind.DENIED: (0xB3, 0x26, 0x1E),
    MarkKind.DOUBT: (0xB3, 0x26, 0x1E),
}


def printed_pages(desk: Desk, opened: Opened, *, masked: bool) -> tuple[tuple[PrintedPage, ...], str]:
    """The pages of the main report, and why there are none.

    Args:
        desk: the desk.
        opened: the submission.
        masked: what the masks hide in the text is blacked out in the pictures.
    """
    paper = main_paper(opened)
    look = desk.pages.look(paper)
    until = time.monotonic() + _PATIENCE
    while look.waiting and time.monotonic() < until:
        time.sleep(_PAUSE)
        look = desk.pages.look(paper)
    if look.portions:
        return (), look.note or "这种文件没有页面图，位置按段落和表格写明"
    marks = drawn_marks(look.document, marks_of(opened.assessment, opened.sheet, ""))
    hidden = _hidden(look) if masked else {}
    if hidden is None:
        return (), "有要遮盖的字在页面图上找不到位置，没有放页面图"
    pages = []
    for number, size in enumerate(look.document.sizes, start=1):
        picture = desk.pages.picture(paper, number)
        if picture is not None:
            shown = blacked_out(picture, size, tuple(hidden.get(number, ())))
            pages.append(PrintedPage(number, shown, size, tuple(m for m in marks if m.page == number)))
    return tuple(pages), "" if pages else "页面图没有画出来"


def marked_pdf(desk: Desk, opened: Opened, *, masked: bool) -> bytes:
    """The main report as a PDF of page pictures with its marks.

    Raises:
        UsageError: the report has no pages.
    """
    pages, note = printed_pages(desk, opened, masked=masked)
    if not pages:
        raise UsageError(f"{opened.row.name}：{note}", "请改用 HTML 报告或工作簿")
    return pages_pdf(
        (
            MarkedPage(
                page.picture,
                page.size,
                tuple(DrawnBoxes(drawn.boxes, _COLOURS[drawn.mark.kind]) for drawn in page.marks),
            )
            for page in pages
        ),
        f"{opened.row.name} 标注",
    )


def _hidden(look: Look) -> dict[int, list[tuple[float, float, float, float]]] | None:
    """Boxes of what the masks hide, by page; ``None`` if some of it has no place, and might be seen."""
    document: Document = look.document
    found: dict[int, list[tuple[float, float, float, float]]] = {}
    for block in document.blocks:
        for run in _HIDDEN.finditer(block.text):
            lines = lines_of(block, *run.span())
            if not lines:
                return None
            for page, box in lines:
                found.setdefault(page, []).append(box)
    return found
