"""Why a document holds no form: said clearly, with the remedy."""

from __future__ import annotations

from docscore.model import BlockKind, Document, FormWords

from .headings import headings_of
from .heads import goal_table, indicator_head
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
        lines = tuple(lines_of(block))
        where = document.place(block.index, 0, 0).label.partition("行")[0].split("第")[0] or "表"
        if any(indicator_head(lines[at:], headings) for at in range(len(lines))):
            return f"{where}只有自评表的表头，下面没有指标", "像是只有自评表的一半，请换用完整的自评表。"
        if any(goal_table(line, headings) for line in lines):
            return (
                f"{where}只有指标和指标值，没有实际完成值，也没有得分",
                "这像是绩效目标申报表，或是自评表的一半；请换用填好的自评表。",
            )
        if any(headings.is_level(line.own[0].text) for line in lines if line.own):
            return (
                f"{where}没有表头，不知道各栏是什么",
                "这像是自评表的后半；请换用完整的自评表，或把表头补在第一行。",
            )
    if document.unread:
        told = "、".join(f"{part.place}{part.reason}" for part in document.unread[:3])
        return "没有读到绩效自评表", f"{told}；自评表若在图片里，请换用 Word、Excel 或文字版 PDF。"
    pictures = [warning for warning in document.warnings if "图片" in warning]
    if not tables and pictures:
        return (
            "没有表格，因此没有读到绩效自评表",
            f"{pictures[0]}；自评表若在图片里，请换用 Word、Excel 或文字版 PDF。",
        )
    if not tables:
        return "没有表格，因此没有读到绩效自评表", "请核对文件，自评表要有指标、完成值或得分等栏。"
    return (
        f"有 {len(tables)} 个表格，都不是绩效自评表",
        "自评表的表头要有指标名称，以及完成值或得分；表头写法特别的，可在 extractors/forms.yaml 里补充。",
    )
