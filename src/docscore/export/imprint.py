"""底稿信息: what every paper says of itself, so that it can be filed and proven later."""

from __future__ import annotations

from typing import Any

from .dossier import UNSIGNED, Dossier
from .fillable import FormWriter
from .words import PROVISIONAL, WORK, coverage, moment

MASKED = "证件号、电话和名册里的姓名已遮盖"
UNMASKED = "未遮盖个人信息，请按个人信息保管"


def imprint(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Heads and texts, in order; the 索引号 is a blank to fill.

    Args:
        dossier: the submission.
    """
    rubric = dossier.assessment.rubric
    work = WORK[dossier.sheet.work]
    if not dossier.signed:
        work += f"；{UNSIGNED}"
    elif dossier.sheet.signed:
        work += f"（{dossier.sheet.signed.by}，{moment(dossier.sheet.signed.at)}）"
    return (
        ("被评价单位", dossier.name),
        ("评分细则", f"{rubric.title}（{rubric.id}，{rubric.version}）"),
        ("索引号", ""),
        ("进度", work),
        ("说明", PROVISIONAL),
        ("读取", coverage(dossier.assessment.document)),
        ("个人信息", MASKED if dossier.masked else UNMASKED),
        *((("评分版本", dossier.digest), ("链尾", dossier.head.told())) if dossier.mark else ()),
        *((f"文件 {path}", f"SHA-256 {digest}") for path, digest in dossier.files()),
    )


def write_imprint(writer: FormWriter, page: Any, dossier: Dossier, row: int = 0) -> int:
    """Write the imprint of a submission from *row* down; returns the row after it."""
    page.set_column(0, 0, 40)
    page.set_column(1, 1, 100)
    for head, text in imprint(dossier):
        writer.pair(page, row, head, text)
        row += 1
    return row + 1
