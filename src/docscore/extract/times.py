"""Which period a figure holds for: the one in its clause, else one that leads what it stands in."""

from __future__ import annotations

import re

from ..quantity import Period, periods
from .context import Context
from .sentences import Spoken

_NOW = re.compile(r"目前|现有|现已")


class Times:
    """Follows a document sentence by sentence and remembers the period that leads a paragraph."""

    def __init__(self) -> None:
        self._block = -1
        self._leading: str | None = None
        self._periods: tuple[Period, ...] = ()

    def enter(self, spoken: Spoken) -> None:
        """Goes on to the next sentence; a new block or a 目前 ends what led before."""
        if spoken.sentence.clean_block != self._block or spoken.cell is not None:
            self._leading = None
            self._block = spoken.sentence.clean_block
        elif _NOW.search(spoken.sentence.text[:8]):
            self._leading = None
        elif self._periods:
            leads = [period.text for period in self._periods if period.leads]
            self._leading = leads[-1] if leads else None
        self._periods = periods(spoken.sentence.text)

    def of(self, context: Context) -> str | None:
        """The period of a figure, in the document's words."""
        spoken, start, end = context.spoken, context.found.start, context.found.end
        near = [
            period
            for period in self._periods
            if period.start >= context.clause_start
            and period.end <= context.clause_end
            and not (period.start < end and start < period.end)
        ]
        before = [period for period in near if period.end <= start]
        if before or near:
            return (before[-1] if before else near[0]).text
        if spoken.cell is not None and spoken.headers is not None:
            headed = [period.text for text in spoken.headers.path(spoken.cell) for period in periods(text)]
            if headed:
                return headed[-1]
        led = [period for period in self._periods if period.end <= context.clause_start]
        return led[-1].text if led else self._leading
