"""What shows only beside other units, and stays quiet where units merely resemble each other."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from docscore.cohort import compare_cohort, places_by, ranks_by
from docscore.model import CohortRank, CountedFigure, Interval, Measured, Member, Metric, Passage, Place

_METRICS = {"trained": Metric("trained", "培训人次", "人次")}


def _place(unit: str, block: int = 0) -> Place:
    return Place(block, 0, 1, None, None, None, (), f"{unit}：第{block + 1}段")


def _measured(unit: str, value: str) -> Measured:
    return Measured(Interval.point(Decimal(value)), f"{value}人次", (_place(unit),))


def _unit(name: str, value: str | None = None, *texts: str, **more: object) -> Member:
    metrics = {"trained": _measured(name, value)} if value else {}
    passages = tuple(Passage(text, _place(name, block)) for block, text in enumerate(texts))
    return Member(name, name, metrics=metrics, passages=passages, **more)  # type: ignore[arg-type]


def _codes(members: Sequence[Member]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.finding.code, one.units) for one in compare_cohort(members, _METRICS)]


def _cohort(values: Sequence[str]) -> list[Member]:
    return [_unit(f"县{index}", value) for index, value in enumerate(values)]


def test_a_value_ten_times_the_others_is_an_outlier_and_names_both_numbers() -> None:
    members = _cohort(["3100", "3650", "4020", "4385", "4700", "5100", "5900", "43850"])
    (found,) = compare_cohort(members, _METRICS)
    assert (found.finding.code, found.units) == ("X01", ("县7",))
    assert "43850人次" in found.finding.message
    assert "4542.5" in found.finding.message


def test_big_and_small_counties_are_no_outliers() -> None:
    assert not _codes(_cohort(["1500", "2100", "2900", "3100", "4000", "5200", "6100", "8000"]))


def test_seven_units_make_no_cohort() -> None:
    assert not _codes(_cohort(["3100", "3650", "4020", "4385", "4700", "5100", "43850"]))


_OWN = "云岭县建成县级电商服务中心一个，面积一千二百平方米，入驻企业二十家，设有培训室、展示厅和摄影棚，每周二、周四免费开放，全年接待群众咨询六千余次。"
_PROBLEMS = "一是农产品标准化程度不高，品牌影响力不足；二是电商人才留不住，镇村站点运营能力弱；三是冷链物流短板明显，鲜活产品损耗较大，四是部门之间数据没有共享，统计口径不一。"


def test_text_copied_with_another_name_and_other_numbers_is_found_with_both_places() -> None:
    copied = _PROBLEMS + _OWN
    left = _unit("云岭县", None, copied)
    right = _unit("澄溪县", None, copied.replace("云岭县", "澄溪县").replace("一千二百", "一千三百"))
    (found,) = compare_cohort([left, right, _unit("禾丰市", None, "禾丰市地处平原，" * 12)], _METRICS)
    assert (found.finding.code, set(found.units)) == ("X02", {"云岭县", "澄溪县"})
    assert [place.label for place in found.finding.places] == ["云岭县：第1段", "澄溪县：第1段"] or [
        place.label for place in found.finding.places
    ] == ["澄溪县：第1段", "云岭县：第1段"]


def test_the_template_that_all_were_given_is_quiet() -> None:
    template = (
        "根据省商务厅关于开展绩效评价工作的通知要求，现将本县电子商务进农村综合示范工作自评情况报告如下，不当之处请批评指正。"
        * 2
    )
    assert not _codes([_unit(f"县{index}", None, template) for index in range(10)])


def test_a_short_common_paragraph_is_quiet() -> None:
    text = "下一步将继续加大工作力度，强化组织领导，压实工作责任，确保各项任务按时保质完成，取得实效。"
    assert not _codes([_unit("甲县", None, text), _unit("乙县", None, text), _unit("丙县", None)])


def _figures(unit: str, values: Sequence[str]) -> tuple[CountedFigure, ...]:
    return tuple(
        CountedFigure(f"事项{index}", Decimal(value), "人", f"{value}人", _place(unit, index))
        for index, value in enumerate(values)
    )


def test_four_equal_odd_figures_are_told_three_are_not() -> None:
    left = _unit("甲县", figures=_figures("甲县", ["4385", "751", "1216985.3", "328"]))
    right = _unit("乙县", figures=_figures("乙县", ["4385", "751", "1216985.3", "328"]))
    assert _codes([left, right]) == [("X03", ("乙县", "甲县"))]
    three = _unit("丙县", figures=_figures("丙县", ["4385", "751", "1216985.3", "999"]))
    assert not _codes([left, three])


def test_one_file_of_two_units_is_told_and_one_of_all_is_not() -> None:
    two = [_unit("甲县", files=(("签到.xlsx", "a"),)), _unit("乙县", files=(("培训.xlsx", "a"),))]
    (found,) = compare_cohort(two, _METRICS)
    assert found.finding.code == "X04"
    assert "签到.xlsx" in found.finding.message
    assert "培训.xlsx" in found.finding.message
    assert not _codes([_unit(f"县{index}", files=(("省厅通知.pdf", "a"),)) for index in range(9)])


def test_a_table_whose_rows_were_renumbered_is_a_copy() -> None:
    rows = [f"青石镇第{n}村\t站点{n}号\t李某某{n}" for n in range(12)]
    left = _unit(
        "甲县", tables=(("站点.xlsx", "表1", tuple(f"{n}\t{row}" for n, row in enumerate(rows, 1))),)
    )
    right = _unit(
        "乙县", tables=(("名单.xlsx", "表2", tuple(f"{n}\t{row}" for n, row in enumerate(rows, 31))),)
    )
    assert [code for code, _ in _codes([left, right])] == ["X04"]
    other = _unit(
        "乙县", tables=(("名单.xlsx", "表2", tuple(f"{n}\t白沙镇{n}村\t站{n}" for n in range(12))),)
    )
    assert not _codes([left, other])


def test_ten_times_last_year_is_told() -> None:
    now = _unit("甲县", "4385", earlier={"trained": _measured("甲县", "420")})
    assert _codes([now]) == [("X05", ("甲县",))]
    assert not _codes([_unit("甲县", "4385", earlier={"trained": _measured("甲县", "2200")})])


def test_order_of_units_does_not_matter() -> None:
    members = _cohort(["3100", "3650", "4020", "4385", "4700", "5100", "5900", "43850"])
    members += [_unit("甲县", None, _PROBLEMS + _OWN), _unit("乙县", None, _PROBLEMS + _OWN)]
    first = _codes(members)
    random.Random(1).shuffle(members)
    assert _codes(members) == first


def test_ranks_are_ranges_while_intervals_overlap_and_ties_share_a_place() -> None:
    lows = {"甲": Decimal(90), "乙": Decimal(70), "丙": Decimal(85), "丁": Decimal(60), "戊": Decimal(60)}
    highs = {"甲": Decimal(90), "乙": Decimal(95), "丙": Decimal(85), "丁": Decimal(60), "戊": Decimal(60)}
    places = {key: (one.best, one.worst) for key, one in ranks_by(lows, highs).items()}
    assert places == {"甲": (1, 2), "乙": (1, 3), "丙": (2, 3), "丁": (4, 4), "戊": (4, 4)}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), min_size=1, max_size=7))
def test_every_way_in_which_doubts_fall_out_lies_in_the_ranks(pairs: list[tuple[int, int]]) -> None:
    lows = {str(i): Decimal(low) for i, (low, _) in enumerate(pairs)}
    highs = {str(i): Decimal(low + width) for i, (low, width) in enumerate(pairs)}
    places = ranks_by(lows, highs)
    draw = random.Random(0)
    for _ in range(20):
        final = {key: Decimal(draw.randint(int(lows[key]), int(highs[key]))) for key in lows}
        for key, value in final.items():
            place = 1 + sum(other > value for other in final.values())
            assert places[key].best <= place <= places[key].worst


def test_units_that_state_nothing_may_stand_above_any_other() -> None:
    members = [*_cohort(["100", "200", "300"]), _unit("无数县")]
    places = places_by(members, "trained")
    assert places["县2"] == CohortRank(1, 2, 4)
    assert "无数县" not in places
