"""The report of a batch as a workbook: 排名, or 汇总 of forms, 自评与复核, 疑点, what was not read, 覆盖."""

from __future__ import annotations

import io
from typing import Any

from .book import new_book
from .fillable import FormWriter
from .form_summary import write_form_summary
from .ranking import write_ranking
from .screening import Screening, Table, summary, tables

_TOP = 3
#: Rows that a sheet of Excel holds.
_MOST = 1_048_576 - _TOP


def screening_book(screening: Screening) -> bytes:
    """The report as the bytes of an ``.xlsx`` file; the same for the same batch.

    Args:
        screening: what the batch came to.
    """
    out = io.BytesIO()
    with new_book(screening.title, out) as book:
        writer = _Writer(book, masked=True)
        page = book.add_worksheet("汇总" if screening.has_forms else "排名")
        if screening.has_forms:
            last = write_form_summary(writer, page, screening)
        else:
            last = write_ranking(writer, page, screening.title, screening.ranked, screening.unit)
        page.write_string(last + 2, 0, f"{summary(screening)}。", writer.formats["note"])
        page.write_string(last + 3, 0, f"细则：{screening.rubric}", writer.formats["note"])
        for table in tables(screening):
            writer.table(book.add_worksheet(table.name), screening.title, table)
    return out.getvalue()


class _Writer(FormWriter):
    """Writes the tables, each on a sheet of its own."""

    def table(self, page: Any, title: str, table: Table) -> None:
        """One sheet."""
        rows = table.rows[:_MOST]
        self.heading(page, f"{title}　{table.name}", table.note or (table.empty if not rows else ""))
        self.columns(page, table.columns, _TOP - 1, _TOP + len(rows) - 1, title)
        for number, row in enumerate(rows, start=_TOP):
            for column, text in enumerate(row):
                self.put(page, number, column, text, "text" if table.columns[column][1] > 10 else "centre")
            self.fit(page, number, *zip(row, (width - 2 for _, width in table.columns), strict=True))
        if not rows:
            page.write_string(_TOP, 0, table.empty, self.formats["note"])
