"""Why a document holds no form: said clearly, with the remedy."""

from __future__ import annotations

from docscore.model import BlockKind, Document, FormWords

from .headings import headings_of
from .heads import goal_table
from .lines import lines_of


def why_no_form(document: Document, words: FormWords) -> tuple[str, str]:
    """What is wrong with a document in which no form was found, and what to do, in Chinese.

    Args:
        document: the document as read.
        words: how forms are headed.
    """
    headings = headings_of(words)
    tables = [block for block in document.blocks if block.kind is BlockKind.TABLE and block.table is not None]
    for block in tables:
        if any(goal_table(line, headings) for line in lines_of(block)):
            where = document.place(block.index, 0, 0).label.partition("行")[0].split("第")[0] or "表"
            return (
                f"{where}只有指标和指标值，没有实际完成值，也没有得分",
                "这像是绩效目标申报表，或是自评表的一半；请换用填好的自评表。",
            )
    if document.unread:
        told = "、".join(f"{part.place}{part.reason}" for part in document.unread[:3])
        return "没有读到绩效自评表", f"{told}；自评表若在图片里，请换用 Word、Excel 或文字版 PDF。"
    if not tables:
        return "没有表格，因此没有读到绩效自评表", "请核对文件，自评表要有指标、完成值或得分等栏。"
    return (
        f"有 {len(tables)} 个表格，都不是绩效自评表",
        "自评表的表头要有指标名称，以及完成值或得分；表头写法特别的，可在 extractors/forms.yaml 里补充。",
    )
