"""The ranking sheet (排名) and the summary of a batch (汇总): a range of places while intervals overlap."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from .book import new_book
from .dossier import UNSIGNED, Entry, Head, Ranked
from .fillable import FormWriter
from .imprint import MASKED, UNMASKED
from .words import BLANK, WORK, points, span

_RANKING = (
    ("序号", 6), ("单位", 20), ("自评得分", 10), ("复核得分", 14), ("差值", 9), ("排名", 10), ("等次", 14),
    ("主要扣分项", 60), ("备注", 30),
)  # fmt: skip
_FINAL = ("折算得分", 14)
_SUMMARY = (
    ("序号", 6), ("单位", 20), ("自评得分", 10), ("下限", 9), ("有据", 9), ("上限", 9), ("复核得分", 10), ("差值", 9),
    ("已定", 8), ("条目", 8), ("进度", 12), ("备注", 44),
)  # fmt: skip
_TOP = 3
_HOW = "差值＝自评得分−复核得分。排名写成范围的，是还有条目未定，各单位的得分区间互相重叠；并列同名次。"


def ranking_book(title: str, ranked: Sequence[Ranked], unit: str, head: Head, *, masked: bool) -> bytes:
    """The ranking as the bytes of an ``.xlsx`` file.

    Args:
        title: name of the batch.
        ranked: the batch in order.
        unit: whom the rubric scores: 县（市、区）.
        head: the journal's end.
        masked: personal data is masked.
    """
    out = io.BytesIO()
    with new_book(title, out) as book:
        writer = FormWriter(book, masked=masked)
        page = book.add_worksheet("排名")
        last = write_ranking(writer, page, title, ranked, unit)
        for row, (name, text) in enumerate(
            (("索引号", ""), ("链尾", head.told()), ("个人信息", MASKED if masked else UNMASKED)), last + 2
        ):
            page.write_string(row, 0, f"{name}：{text}", writer.formats["note"])
    return out.getvalue()


def write_ranking(writer: FormWriter, page: Any, title: str, ranked: Sequence[Ranked], unit: str) -> int:
    """Write the ranking sheet; returns its last row."""
    columns = list(_RANKING)
    columns[1] = (unit, columns[1][1])
    scaled = any(one.final for one in ranked)
    if scaled:
        columns.insert(5, _FINAL)
    last = _TOP + len(ranked) - 1
    writer.heading(page, f"{title}　排名", _note(ranked))
    writer.columns(page, columns, _TOP - 1, last, title)
    for row, one in enumerate(ranked, start=_TOP):
        entry = one.entry
        page.write_number(row, 0, row - _TOP + 1, writer.formats["centre"])
        writer.put(page, row, 1, entry.name)
        writer.amount(page, row, 2, entry.self_total)
        writer.amount(page, row, 3, entry.total, otherwise=_interval(entry))
        writer.difference(page, row, 4, 2, 3, _less(entry))
        at = 5
        if scaled:
            writer.put(page, row, at, span(*one.final) if one.final else BLANK, "centre")
            at += 1
        cuts = "；".join(f"{name} −{points(lost)}" for name, lost in entry.cuts)
        told = remark(entry)
        writer.put(page, row, at, place(one), "centre")
        writer.put(page, row, at + 1, one.grade or BLANK, "centre")
        writer.put(page, row, at + 2, cuts or BLANK)
        writer.put(page, row, at + 3, told)
        writer.fit(page, row, (cuts, 58), (told, 28), (entry.name, 18))
    return last


def write_summary(writer: FormWriter, page: Any, title: str, ranked: Sequence[Ranked], unit: str) -> None:
    """Write the summary sheet: where every submission stands, and the means below."""
    columns = list(_SUMMARY)
    columns[1] = (unit, columns[1][1])
    last = _TOP + len(ranked) - 1
    writer.heading(page, f"{title}　汇总", _note(ranked))
    writer.columns(page, columns, _TOP - 1, last, title)
    for row, one in enumerate(ranked, start=_TOP):
        entry = one.entry
        page.write_number(row, 0, row - _TOP + 1, writer.formats["centre"])
        writer.put(page, row, 1, entry.name)
        for column, value in enumerate(
            (entry.self_total, entry.low, entry.supported, entry.high, entry.total), start=2
        ):
            writer.amount(page, row, column, value)
        writer.difference(page, row, 7, 2, 6, _less(entry))
        page.write_number(row, 8, entry.decided, writer.formats["value"])
        page.write_number(row, 9, entry.lines, writer.formats["value"])
        writer.put(page, row, 10, WORK[entry.work] if entry.work else BLANK, "centre")
        told = remark(entry)
        writer.put(page, row, 11, told)
        writer.fit(page, row, (told, 42), (entry.name, 18))


def _note(ranked: Sequence[Ranked]) -> str:
    signed = all(WORK.get(one.entry.work) == "已签发" for one in ranked if one.entry.work)
    return _HOW if signed else f"{UNSIGNED}。{_HOW}"


def place(one: Ranked) -> str:
    """A place as it is shown: a range while it is open."""
    if one.place is None:
        return "否决" if one.entry.vetoed else BLANK
    best, worst = one.place.best, one.place.worst
    return str(best) if best == worst else f"{best}–{worst}"


def _interval(entry: Entry) -> str:
    return BLANK if entry.low is None or entry.high is None else span(entry.low, entry.high)


def _less(entry: Entry) -> Decimal | None:
    return None if entry.self_total is None or entry.total is None else entry.self_total - entry.total


def remark(entry: Entry) -> str:
    """What a reader of the list must know of a submission."""
    if entry.trouble:
        return f"没有读出：{entry.trouble}"
    told = []
    if entry.vetoed:
        told.append("出现一票否决情形，待人认定")
    if entry.pending:
        told.append("有条目待外部数据")
    if entry.self_total is None:
        told.append("材料里没有自评总分")
    open_ = entry.lines - entry.decided
    if open_:
        told.append(f"还有 {open_} 项未定")
    return "；".join(told)
