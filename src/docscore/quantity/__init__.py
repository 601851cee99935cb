"""The grammar of quantities: text → numbers with units, hedges and periods."""

from .period import Period, periods, without_periods
from .scan import Found, scan

__all__ = ["Found", "Period", "periods", "scan", "without_periods"]
