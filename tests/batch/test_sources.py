"""What counts as a submission below a folder: told by names, nothing opened, no link followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from docscore.batch import find_sources
from docscore.batch.sources import unit_in
from docscore.errors import InputError


def _made(root: Path, *files: str) -> Path:
    for name in files:
        path = root / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"x")
    return root


def _found(root: Path) -> dict[str, str]:
    return {source.name: source.path.relative_to(root.resolve()).as_posix() for source in find_sources(root)}


def test_folders_zips_and_lone_files_are_one_each(tmp_path: Path) -> None:
    _made(
        tmp_path,
        "云岭县/自评报告.docx",
        "云岭县/佐证材料/名册.xlsx",
        "2.澄溪县.zip",
        "禾丰市自评报告.pdf",
        "青河.docx",
    )
    assert _found(tmp_path) == {
        "云岭县": "云岭县", "澄溪县": "2.澄溪县.zip", "禾丰市": "禾丰市自评报告.pdf", "青河": "青河.docx",
    }  # fmt: skip


def test_counties_nested_in_cities_and_provinces(tmp_path: Path) -> None:
    _made(tmp_path, "南江省/青州市/云岭县/自评报告.docx", "南江省/青州市/澄溪县/自评报告.docx", "南江省/海宁市/禾丰区/报告.docx",
          "南江省/海宁市/清河县.zip")  # fmt: skip
    assert set(_found(tmp_path)) == {"云岭县", "澄溪县", "禾丰区", "清河县"}


def test_a_city_with_one_county_is_gone_into(tmp_path: Path) -> None:
    assert set(_found(_made(tmp_path, "青州市/云岭县/自评报告.docx"))) == {"云岭县"}


def test_lone_reports_of_several_counties_in_a_city(tmp_path: Path) -> None:
    _made(
        tmp_path,
        "青州市/云岭县自评报告.docx",
        "青州市/澄溪县自评报告.docx",
        "海宁市/禾丰县.docx",
        "海宁市/清河县.docx",
    )
    assert set(_found(tmp_path)) == {"云岭县", "澄溪县", "禾丰县", "清河县"}


@pytest.mark.parametrize(
    "inside",
    [
        ("1 自评报告/报告.docx", "2 佐证材料/名册.xlsx"),
        ("云岭县自评报告.docx", "云岭县培训名册.xlsx", "云岭县材料/台账.xlsx"),
        ("青石镇/站点.xlsx", "白沙镇/站点.xlsx"),
        ("2018年/自评报告.docx", "2019年/自评报告.docx"),
        ("自评报告.docx", "产业园区/租赁.docx", "示范社区/照片.docx"),
    ],
)
def test_a_county_with_folders_of_its_own_is_one(tmp_path: Path, inside: tuple[str, ...]) -> None:
    _made(tmp_path, *(f"云岭县/{name}" for name in inside))
    assert _found(tmp_path) == {"云岭县": "云岭县"}


def test_numbered_folders_that_each_hold_a_report(tmp_path: Path) -> None:
    _made(tmp_path, "第一批/01/自评报告.docx", "第一批/02/自评报告.docx")
    assert set(_found(tmp_path)) == {"01", "02"}


def test_one_name_in_two_cities_is_told_by_where_it_lies(tmp_path: Path) -> None:
    _made(
        tmp_path,
        "青州市/城中区/报告.docx",
        "青州市/云岭县/报告.docx",
        "海宁市/城中区/报告.docx",
        "海宁市/禾丰县/报告.docx",
    )
    assert set(_found(tmp_path)) == {"青州市/城中区", "云岭县", "海宁市/城中区", "禾丰县"}


def test_links_are_named_and_never_followed(tmp_path: Path) -> None:
    outside = _made(tmp_path / "外", "秘密.docx")
    root = _made(tmp_path / "批", "云岭县.docx")
    (root / "链接县").symlink_to(outside)
    (root / "环").symlink_to(root)
    troubles = {source.name: source.trouble for source in find_sources(root)}
    assert troubles == {
        "云岭县": "",
        "链接县": "是链接，没有打开，请放入文件本身",
        "环": "是链接，没有打开，请放入文件本身",
    }


def test_leftovers_media_and_workspaces_are_no_submissions(tmp_path: Path) -> None:
    _made(
        tmp_path,
        "云岭县.docx",
        "~$云岭县.docx",
        ".DS_Store",
        "宣传片.mp4",
        "工作区/workspace.json",
        "工作区/objects/",
    )
    assert set(_found(tmp_path)) == {"云岭县"}


def test_an_empty_folder_is_one_that_cannot_be_read(tmp_path: Path) -> None:
    assert set(_found(_made(tmp_path, "空县/", "云岭县.docx"))) == {"空县", "云岭县"}


def test_names_carry_no_personal_data(tmp_path: Path) -> None:
    _made(tmp_path, "张三13800001234.docx")
    assert "13800001234" not in next(iter(_found(tmp_path)))


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="文件夹不存在"):
        find_sources(tmp_path / "没有")
    with pytest.raises(InputError, match="不是文件夹"):
        find_sources(_made(tmp_path, "a.docx") / "a.docx")


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("云岭县申报材料", "云岭县"),
        ("03-云岭县2019年自评报告", "云岭县"),
        ("青州市云岭县", "青州市云岭县"),
        ("禾丰市国家电子商务进农村综合示范县自评", "禾丰市"),
        ("沙市区材料", "沙市区"),
        ("青州市", "青州市"),
        ("林江土家族自治县报告", "林江土家族自治县"),
        ("佐证材料", ""),
        ("城市建设", ""),
        ("示范县创建资料", ""),
        ("产业园区", ""),
        ("县域商业", ""),
    ],
)
def test_unit_names(name: str, unit: str) -> None:
    assert unit_in(name) == unit
