"""A number as its cell shows it: the printed digits carry the precision, so 83.50万元 is not 83.5."""

from __future__ import annotations

import datetime

import pytest

from docscore.ingest.numberformat import printed, printed_moment

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '
CASES = [
    (83.0, None, "83"),
    (83.0, "0.0", "83.0"),
    (0.835, "0.0%", "83.5%"),
    (0.835, "0%", "84%"),
    (0.7051, "0.00%", "70.51%"),
    (1234567.891, "#,##0.00", "1,234,567.89"),
    (83.5, '0.00"万元"', "83.50万元"),
    (12, 'General"人"', "12人"),
    (-5, "0.00;(0.00)", "(5.00)"),
    (-3, "0.0", "-3.0"),
    (0, '0;-0;"—"', "—"),
    (0, "0;0;;@", ""),
    (1234567, "0.0,", "1234.6"),
    (1234567, '0!.0,"万"', "123.5万"),
    (0.1 + 0.2, None, "0.3"),
    (1 / 3, None, "0.33333333333"),
    (1e15, None, "1000000000000000"),
    (-0.0, None, "0"),
    (5, ACCOUNTING, "5.00"),
    (-5, ACCOUNTING, "-5.00"),
    (0, ACCOUNTING, "-"),
    (12.5, "[$¥-804]#,##0.00", "¥12.50"),
    (5, "[红色]0.0", "5.0"),
    (0.5, "# ?/?", "0.5"),
    (1e10, "0.00E+00", "10000000000"),
    (1.005, "0.00", "1.01"),
    (2, "0.##", "2"),
    (7, "000", "007"),
    (44197, 'yyyy"年"m"月"d"日"', "2021年1月1日"),
    (44197.5, "yyyy-mm-dd hh:mm:ss", "2021-01-01 12:00:00"),
    (float("nan"), None, ""),
]


@pytest.mark.parametrize(("value", "code", "expected"), CASES)
def test_numbers(value: float, code: str | None, expected: str) -> None:
    assert printed(value, code) == expected


def test_moments() -> None:
    assert printed_moment(datetime.date(2021, 8, 31), None) == "2021/8/31"
    assert printed_moment(datetime.datetime(2021, 8, 31, 9, 5), "yyyy/m/d h:mm") == "2021/8/31 9:05"
    assert printed_moment(datetime.date(2021, 8, 1), 'yyyy"年"mm"月"') == "2021年08月"
    assert printed_moment(datetime.datetime(2021, 8, 31, 15, 5), '上午/下午h"时"mm"分"') == "下午3时05分"
    assert printed_moment(datetime.time(9, 30), None) == "9:30"
