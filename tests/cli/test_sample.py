"""``docscore sample``: anybody draws the same, no poor village is left out, nobody's telephone leaks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.submission.folder import sheet, whole

from docscore.errors import UsageError
from docscore.evidence import draw_sample
from docscore.model import Place, SampledUnit

DAY = ("--on", "2021-10-08")


def stations(path: Path, count: int = 30) -> Path:
    rows = [
        [
            str(i),
            f"{'甲乙丙'[i % 3]}镇",
            f"{i}村",
            f"{i}村服务站",
            "张三",
            f"138000000{i:02}",
            "否" if i % 5 else "是",
        ]
        for i in range(1, count + 1)
    ]
    heads = ["序号", "乡镇", "行政村", "站点名称", "负责人", "联系电话", "是否贫困村"]
    return sheet(path, "某县村级电子商务服务站点清单", [heads, *rows])


def unit(number: int, town: str = "甲镇", poor: bool | None = None) -> SampledUnit:
    place = Place(0, 0, 0, None, None, None, (), "")
    return SampledUnit(number, f"{number}站", "", "", town, f"{number}村", poor, place)


def drawn(path: Path) -> list[tuple[object, ...]]:
    page = load_workbook(path)["抽样底稿"]
    return [tuple(cell for cell in row) for row in page.iter_rows(min_row=9, values_only=True)]


def test_the_same_seed_draws_the_same_bytes_and_another_draws_others(
    tmp_path: Path, docscore: Callable
) -> None:
    path = stations(tmp_path / "站点.xlsx")
    for name, seed in (("一", "7"), ("二", "7"), ("三", "8")):
        done = docscore(
            "sample",
            path,
            "--of",
            "stations",
            "--rate",
            "30%",
            "--seed",
            seed,
            "-o",
            tmp_path / f"{name}.xlsx",
            *DAY,
        )
        assert done.code == 0
        assert done.out.startswith("总体 30 个，抽取 9 个")
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()
    assert drawn(tmp_path / "一.xlsx") != drawn(tmp_path / "三.xlsx")


def test_anybody_can_draw_again_by_the_method_on_the_sheet() -> None:
    units = [unit(number) for number in range(1, 21)]
    by_hand = sorted(range(1, 21), key=lambda n: hashlib.sha256(f"2021|{n}".encode()).hexdigest())[:5]
    assert [one.number for one in draw_sample(units, 5, "2021").units] == sorted(by_hand)


def test_towns_get_their_share_and_poor_villages_are_never_left_out() -> None:
    units = [unit(n, "甲镇" if n <= 60 else "乙镇", n == 100) for n in range(1, 101)]
    sample = draw_sample(units, 10, "x")
    shares = {(one.town, one.poor): (one.population, one.drawn) for one in sample.strata}
    assert shares == {("乙镇", True): (1, 1), ("乙镇", False): (39, 4), ("甲镇", False): (60, 5)}
    assert 100 in [one.number for one in sample.units]
    assert len(draw_sample(units, 100, "x").units) == 100


def test_more_than_there_are() -> None:
    with pytest.raises(UsageError, match="要抽 3 个，名单里只有 2 个"):
        draw_sample([unit(1), unit(2)], 3, "x")


def test_names_and_telephones_are_masked_unless_asked_and_that_is_on_the_sheet(
    tmp_path: Path, docscore: Callable
) -> None:
    path = stations(tmp_path / "站点.xlsx")
    for name, more in (("遮.xlsx", ()), ("明.xlsx", ("--unmask",))):
        docscore(
            "sample", path, "--of", "stations", "--size", 5, "--seed", "7", "-o", tmp_path / name, *DAY, *more
        )
    hidden, open_ = drawn(tmp_path / "遮.xlsx"), drawn(tmp_path / "明.xlsx")
    assert {row[5] for row in hidden} == {"张*"}
    assert all("*" in str(row[6]) for row in hidden)
    assert {row[5] for row in open_} == {"张三"}
    page = load_workbook(tmp_path / "明.xlsx")["抽样底稿"]
    assert "未遮盖（2021-10-08 用 --unmask 生成" in str(page["A5"].value)
    assert [cell.value for cell in page[8]][-3:] == ["核查结果", "核查人", "核查日期"]
    assert "索引号：" in str(page["A3"].value)


def test_a_person_who_signed_twice_is_called_once(tmp_path: Path, docscore: Callable) -> None:
    rows = [["李一", "13900000001"], ["王二", "13900000002"], ["李一", "13900000001"]]
    sheet(tmp_path / "签到.xlsx", "电商培训学员花名册", [["姓名", "联系电话"], *rows])
    out = tmp_path / "底稿.xlsx"
    done = docscore("sample", tmp_path, "--of", "trainees", "--size", 2, "--seed", "7", "-o", out, *DAY)
    assert done.code == 0
    assert done.out.startswith("总体 2 个，抽取 2 个")
    assert "另有重复行 1 行" in str(load_workbook(out)["抽样底稿"]["A4"].value)


def test_lists_are_found_in_a_folder_and_bad_files_are_told(tmp_path: Path, docscore: Callable) -> None:
    whole(tmp_path / "材料")
    (tmp_path / "材料" / "坏.pdf").write_bytes(b"%PDF-1.4")
    out = tmp_path / "底稿.xlsx"
    done = docscore(
        "sample", tmp_path / "材料", "--of", "stations", "--size", 6, "--seed", "7", "-o", out, *DAY
    )
    assert done.code == 3
    assert "坏.pdf：" in done.err
    assert len(drawn(out)) == 6


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "--size 和 --rate 要写一个"),
        (("--size", 2, "--rate", "3%"), "--size 和 --rate 要写一个"),
        (("--rate", "0%"), "--rate 的值“0%”不对"),
        (("--rate", "很多"), "--rate 的值“很多”不对"),
        (("--size", 99), "要抽 99 个，名单里只有 30 个"),
    ],
)
def test_wrong_wishes(tmp_path: Path, docscore: Callable, options: tuple[object, ...], words: str) -> None:
    path = stations(tmp_path / "站点.xlsx")
    done = docscore("sample", path, "--of", "stations", "--seed", "7", "-o", tmp_path / "x.xlsx", *options)
    assert done.code == 2
    assert words in done.err


def test_no_list_of_the_kind(tmp_path: Path, docscore: Callable) -> None:
    path = stations(tmp_path / "站点.xlsx")
    done = docscore("sample", path, "--of", "trainees", "--size", 1, "--seed", "7", "-o", tmp_path / "x.xlsx")
    assert done.code == 3
    assert "里面没有找到培训名单或签到表" in done.err
