"""The grammar of quantities: text → numbers with units, hedges and periods."""

from .calendar import date_span, whole_months
from .period import Period, periods, without_periods
from .scan import Found, scan

__all__ = ["Found", "Period", "date_span", "periods", "scan", "whole_months", "without_periods"]
