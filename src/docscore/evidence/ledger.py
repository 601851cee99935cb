"""Ledgers (资金台账): sums by item, and the total that the ledger itself prints."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from docscore.model import Column, Flaw, Place, Sum, Tally

from .cells import NOTHING, amount_of
from .headings import Group
from .rows import Row
from .tallying import Counter

#: A subtotal is no total: only these words head the whole.
_WHOLE = ("合计", "总计", "共计")


class LedgerCount(Counter):
    """Adds the amounts of a ledger."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.items: dict[str, Sum] = {}
        self.sum: Sum | None = None

    def add(self, number: int, group: Group, cells: Mapping[Column, str]) -> None:
        """Add one payment."""
        self.day(number, group, cells)
        written = cells.get(Column.AMOUNT)
        if written is None or written in NOTHING:
            self.blank += 1
            return
        self.rows += 1
        amount = amount_of(written, self.unit)
        column = group.columns[Column.AMOUNT]
        if amount is None:
            self.flaw(Flaw.BAD_AMOUNT, number, column)
            return
        place = self.sheet.place(number, column)
        self.sum = _plus(self.sum, amount, place)
        item = "".join(cells.get(Column.ITEM, "").split())
        if item:
            self.items[item] = _plus(self.items.get(item), amount, place)

    def total(self, number: int, row: Row, group: Group) -> None:
        """The total at the foot of the ledger; a subtotal is passed over."""
        lead = "".join(next(iter(row.values())).split())
        column = group.columns[Column.AMOUNT]
        value = amount_of(row.get(column, ""), self.unit)
        if lead.startswith(_WHOLE) and value is not None:
            self.stated = Sum(value, 1, self.sheet.place(number, column))

    def tally(self, title: str, place: Place) -> Tally:
        """The ledger, counted."""
        return Tally(
            self.kind,
            self.setting.words.shapes[self.kind].name,
            self.sheet.paper,
            title,
            place,
            rows=self.rows,
            blank=self.blank,
            items=self.items,
            amount=self.sum,
            unit_known=bool(self.unit),
            stated=self.stated,
            flaws=self.flaws(),
        )


def _plus(sum_: Sum | None, amount: Decimal, place: Place) -> Sum:
    return Sum(amount, 1, place) if sum_ is None else Sum(sum_.value + amount, sum_.rows + 1, sum_.place)
