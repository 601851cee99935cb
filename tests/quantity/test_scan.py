"""The grammar: what is a quantity, what it says, and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docscore.model import Comparator, Lexicon
from docscore.packs.lexicon import load_lexicon
from docscore.quantity import scan

LEXICON = load_lexicon()


def told(text: str, lexicon: Lexicon = LEXICON) -> list[tuple[str, str, str, str]]:
    """Surface, value (or low~high), unit and comparator of each quantity."""
    return [
        (
            text[found.start : found.end],
            str(found.quantity.value)
            + (f"~{found.quantity.value_max}" if found.quantity.value_max is not None else ""),
            found.quantity.unit,
            found.quantity.comparator.value,
        )
        for found in scan(text, lexicon)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("拨付4,167,785.00元", ("4,167,785.00元", "4167785", "元", "eq")),
        ("贷款3千万元", ("3千万元", "30000000", "元", "eq")),
        ("投资1.2亿元", ("1.2亿元", "120000000", "元", "eq")),
        ("满意率九成", ("九成", "90", "%", "eq")),
        ("约三分之二的村", ("三分之二", "66.67", "%", "approx")),
        ("完成百分之七十", ("百分之七十", "70", "%", "eq")),
        ("惠及两万人", ("两万人", "20000", "人", "eq")),
        ("金额壹佰贰拾万元整", ("壹佰贰拾万元整", "1200000", "元", "eq")),
        ("合计贰拾元伍角陆分", ("贰拾元伍角陆分", "20.56", "元", "eq")),
        ("引进1—2家", ("1—2家", "1~2", "家", "range")),
        ("产值20至30亿元", ("20至30亿元", "2000000000~3000000000", "元", "range")),
        ("覆盖率50%-70%（不含）", ("50%-70%", "50~70", "%", "range")),
        ("工期3-5年", ("3-5年", "3~5", "年", "range")),
        ("不少于5家", ("5家", "5", "家", "ge")),
        ("收入15万吨以上", ("15万吨", "150000", "吨", "ge")),
        ("达20家及以上", ("20家", "20", "家", "ge")),
        ("注册用户超过2000万户", ("2000万户", "20000000", "户", "gt")),
        ("不足40%", ("40%", "40", "%", "lt")),
        ("控制在3%以内", ("3%", "3", "%", "le")),
        ("培训约4300人次", ("4300人次", "4300", "人次", "approx")),
        ("近2万册", ("2万册", "20000", "册", "approx")),
        ("马蹄80多吨", ("80多吨", "80", "吨", "gt")),
        ("资金10多万元", ("10多万元", "100000", "元", "gt")),
        ("惠及三百余户", ("三百余户", "300", "户", "gt")),
        ("资金150万", ("150万", "1500000", "元", "eq")),
        ("年销售额达500万以上", ("500万", "5000000", "元", "ge")),
        ("面积1200m²", ("1200m²", "1200", "平方米", "eq")),
        ("面积1200 ㎡", ("1200 ㎡", "1200", "平方米", "eq")),
        ("配备5名人员", ("5名", "5", "人", "eq")),
        ("奖补300元/亩", ("300元/亩", "300", "元/亩", "eq")),
        ("装机2万千瓦", ("2万千瓦", "20000", "千瓦", "eq")),
        ("占比1·8%", ("1·8%", "1.8", "%", "eq")),
        ("同比-3.2%", ("-3.2%", "-3.2", "%", "eq")),
        ("正常运行6个月（截至2021年8月31日）以上", ("6个月", "6", "个月", "ge")),
        ("新修水窖12窖，", ("12窖", "12", "窖", "eq")),
    ],
)
def test_one_quantity(text: str, expected: tuple[str, str, str, str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "2019年省级示范", "二〇二一年八月三十一日", "截至2020年5月25日", "2018-2020年", "8月底前", "粤商函〔2021〕101号",
        "发改高技[2011]463号", "国道107线、240线、535线", "联系电话13812345678", "电话0739-5512345", "12315热线", "第三方", "第3批次",
        "三级物流体系", "国家4A级景区", "国家AAA级景区", "四通一达", "三品一标", "两铁三站", "十大名牌", "五带五基地", "三环十射三联线", "一江两翼三洋",
        "一站式服务", "培育一批", "最后一公里", "独一无二", "“十二五”期末", "O2O体验馆", "万村千乡", "几十款产品", "多家企业", "搭建一个平台",
        "国际国内两个市场", "一、总体要求", "（三）组织保障", "1.工作目标", "比例为1:2:7", "数百名干部", "两级财政", "九峰镇", "千家万户", "五台山",
        "二期工程", "排名全市第2位", "7,00.0,77元", "PM2.5浓度", "B2C平台", "三五家", "达标3", "金额为1234",
    ],
)  # fmt: skip
def test_no_quantity(text: str) -> None:
    assert told(text) == []


def test_a_unit_that_stands_once_behind_a_list_holds_for_all() -> None:
    assert [(value, unit) for _, value, unit, _ in told("分别开设6、8、15期")] == [
        ("6", "期"),
        ("8", "期"),
        ("15", "期"),
    ]


def test_a_counted_pair_is_a_figure_and_a_grouped_pair_is_none() -> None:
    assert [surface for surface, *_ in told("两个自然保护区")] == ["两个"]
    assert told("两个方面") == []


def test_a_name_inside_a_longer_number_does_not_hide_it() -> None:
    assert [value for _, value, *_ in told("新建十一个网点")] == ["11"]


@pytest.mark.parametrize(
    ("text", "low", "high", "low_open", "high_open"),
    [
        ("83%", "82.5", "83.5", False, True),
        ("83.0%", "82.95", "83.05", False, True),
        ("42万人", "415000", "425000", False, True),
        ("195个", "195", "195", False, False),
        ("4167785.00元", "4167784.995", "4167785.005", False, True),
        ("2场以上", "2", None, False, False),
        ("超2万户", "20000", None, True, False),
        ("3%以内", None, "3", False, False),
        ("近100家", "90", "100", True, True),
        ("约100家", "90", "110", False, False),
        ("80多吨", "80", "90", True, True),
        ("1000多斤", "1000", "2000", True, True),
        ("50%-70%（不含）", "50", "70", False, True),
    ],
)
def test_what_the_printed_digits_allow(
    text: str, low: str | None, high: str | None, low_open: bool, high_open: bool
) -> None:
    (found,) = scan(text, LEXICON)
    interval = found.quantity.interval
    assert interval.low == (Decimal(low) if low else None)
    assert interval.high == (Decimal(high) if high else None)
    assert (interval.low_open, interval.high_open) == (low_open, high_open)


@given(st.text(alphabet=st.characters(blacklist_categories=["Nd", "No", "Nl", "Cs"]), max_size=200))
def test_text_without_numerals_yields_nothing(text: str) -> None:
    numerals = set("零〇○一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟")
    assert scan("".join(character for character in text if character not in numerals), LEXICON) == ()


@given(
    st.integers(min_value=2, max_value=10**7),
    st.sampled_from(["个", "家", "人次", "户", "万元", "%", "平方米", "吨"]),
    st.text(alphabet="，。建成了企业资金的和在", max_size=12),
)
def test_the_span_cuts_out_number_and_unit(number: int, unit: str, around: str) -> None:
    text = f"{around}{number}{unit}{around}"
    (found,) = scan(text, LEXICON)
    assert text[found.start : found.end] == f"{number}{unit}"
    assert found.quantity.value == number * (10000 if unit == "万元" else 1)


@given(
    st.lists(
        st.sampled_from(
            [
                "建成17个",
                "2019年",
                "，",
                "20至30亿元",
                "第三方",
                "约4300人次以上",
                "〔2021〕101号",
                "1",
                "万",
                "%",
                "-",
                "。",
            ]
        ),
        max_size=30,
    )
)
def test_quantities_stand_in_order_and_never_overlap(parts: list[str]) -> None:
    text = "".join(parts)
    end = 0
    for found in scan(text, LEXICON, bare=True):
        assert end <= found.start < found.end <= len(text)
        assert found.outer_start <= found.start
        assert found.end <= found.outer_end
        end = found.end


@pytest.mark.parametrize(
    "part", ["建成17个镇服务站，", "一" * 50, "1" * 50, "1,1", "不少于" * 5, "（1）", "三环十射", "5 "]
)
def test_long_repetitions_come_to_an_end(part: str) -> None:
    """Texts that make a careless pattern backtrack; `make bench-figures` shows that the cost grows linearly."""
    for times in (100, 1600):
        found = scan(part * times, LEXICON)
        assert len(found) in (0, 1, times)
        assert all(one.end <= len(part) * times for one in found)


def test_comparators_of_the_contract_all_occur() -> None:
    text = "5家，不少于5家，超5家，5家以内，不足5家，约5家，5-6家"
    assert {found.quantity.comparator for found in scan(text, LEXICON)} == set(Comparator)
