"""Periods as worded."""

from __future__ import annotations

import pytest

from docscore.quantity import periods


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至2021年8月31日，累计拨付", ["截至2021年8月31日"]),
        ("2020年地区生产总值", ["2020年"]),
        ("“十二五”期末，建成", ["“十二五”期末"]),
        ("近一年内专栏", ["近一年内"]),
        ("预期两年内，建成", ["两年内"]),
        ("2022年上半年完成", ["2022年上半年"]),
        ("确保每年投入", ["每年"]),
        ("2019—2021年", ["2019—2021年"]),
        ("到2025年，力争", ["到2025年"]),
        ("领导小组办公室", []),
    ],
)
def test_periods(text: str, expected: list[str]) -> None:
    assert [period.text for period in periods(text)] == expected


def test_a_period_before_a_comma_leads_what_follows() -> None:
    assert [period.leads for period in periods("到2025年，力争；2020年产值")] == [True, False]
