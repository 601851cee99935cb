"""A folder of forms screened: a row a form, live formulas, silent comparison, bad papers told, nothing read twice."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from tests.forms import grids
from tests.forms.county import VARIANTS
from tests.forms.unit import folder, form, packed

from docscore.desk import Desk
from docscore.store import open_workspace

from . import province

_LONE = 24
#: 24 alone, three in the folder, three in the ZIP.
_FORMS = _LONE + 6
_HEAD, _FIRST = 3, 4


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("forms") / "全县"
    home.mkdir()
    for number in range(_LONE):
        text = form(number, f"项目{number:02}", f"某县第{number % 6}局", VARIANTS[number % 4])
        save = grids.docx if number % 2 else grids.xlsx
        save(text, home / f"{number:02}.{'docx' if number % 2 else 'xlsx'}")
    folder(home / "交通局")
    packed(folder(home.parent / "zip"), home / "水利局.zip")
    grids.docx("=== 本年度各项工作进展顺利。", home / "总结.docx")
    grids.docx("姓名|电话\n甲|1", home / "名单.docx")
    return home


@pytest.fixture(scope="module")
def screened(forms: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = tmp_path_factory.mktemp("screened") / "ws"
    done = province.run(forms, workspace, rubric="form")
    assert done.returncode == 3, done.stderr
    assert "没有读出 总结：没有表格" in done.stderr
    assert "交通局：3 张自评表" in done.stderr
    assert f"\n汇总和疑点：{workspace / 'report.xlsx'}、" in done.stdout
    return workspace


def _summary(workspace: Path, *, values: bool) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(workspace / "report.xlsx", data_only=values)
    return list(book["汇总"].iter_rows(min_row=_HEAD, values_only=True))


def test_a_row_a_form_with_live_formulas(screened: Path) -> None:
    heads, *rows = _summary(screened, values=True)
    scored, bad = rows[:_FORMS], rows[_FORMS : _FORMS + 2]
    assert heads[1:10] == (
        "单位", "项目", "预算（万元）", "执行数（万元）", "执行率", "自评分", "重算下限", "重算上限", "差值",
    )  # fmt: skip
    assert [row[2] for row in bad] == ["名单", "总结"]
    assert all("没有读出" in str(row[13]) and row[6] == "—" for row in bad)
    for _, unit, project, budget, executed, rate, own, low, high, less, *_ in scored:
        assert unit
        assert project
        assert float(rate) == pytest.approx(executed / budget)  # type: ignore[operator, arg-type]
        assert low <= own <= high  # type: ignore[operator]
        assert less == 0
    total, mean = rows[_FORMS + 2 : _FORMS + 4]
    assert total[3] == pytest.approx(sum(row[3] for row in scored))  # type: ignore[misc]
    assert total[5] == pytest.approx(total[4] / total[3])  # type: ignore[operator]
    assert mean[6] == pytest.approx(sum(row[6] for row in scored) / _FORMS)  # type: ignore[misc]
    _, first, *rest = _summary(screened, values=False)
    last = _FIRST + _FORMS + 1
    assert first[5] == f'=IF(AND(COUNT(D{_FIRST},E{_FIRST})=2,D{_FIRST}<>0),E{_FIRST}/D{_FIRST},"")'
    assert str(first[9]).startswith(f"=IF(COUNT(G{_FIRST}:I{_FIRST})=3,")
    assert rest[_FORMS + 1][3] == f'=IF(COUNT(D{_FIRST}:D{last})=0,"",SUM(D{_FIRST}:D{last}))'
    assert rest[_FORMS + 2][6] == f'=IF(COUNT(G{_FIRST}:G{last})=0,"",AVERAGE(G{_FIRST}:G{last}))'


def test_forms_of_one_template_are_no_copies_of_each_other(screened: Path) -> None:
    desk = Desk.at(open_workspace(screened))
    assert desk.cohorts.get().findings == ()
    page = (screened / "report.html").read_text(encoding="utf-8")
    assert f"评出自评表 {_FORMS} 张；没有读出 2 份；单位之间的疑点 0 条" in page
    assert page.count("绩效自评表（补）.docx") == 2  # once for the folder and once for the ZIP


def test_its_rows_are_of_the_same_assessments(screened: Path) -> None:
    desk = Desk.at(open_workspace(screened))
    rows = [row for row in desk.registers.listed() if not row.trouble]
    assert len(rows) == _FORMS
    for row in rows[:6]:
        opened = desk.open(row.id)
        assert (row.assessment, row.low) == (opened.digest, opened.assessment.sheet.low)
        assert row.self_total is not None
        assert row.self_total > Decimal(50)


def test_what_is_as_it_was_is_not_read_again(forms: Path, screened: Path) -> None:
    before = province.state(screened)
    done = province.run(forms, screened, rubric="form")
    assert "这次读 0 份，没有变、不再读 28 份" in done.stdout
    assert province.state(screened) == before
    other = screened.parent / "again"
    province.run(forms, other, rubric="form")
    assert province.state(other) == before


def test_another_variant_scores_all_anew(forms: Path, screened: Path) -> None:
    done = province.run(forms, screened, rubric="form-guangxi")
    assert "这次读 28 份" in done.stdout
    heads, *rows = _summary(screened, values=True)
    assert {row[heads.index("等级")] for row in rows[:_FORMS]} <= {"优", "良", "中", "差"}


def test_a_form_without_unit_and_unit_of_money_is_of_its_folder_and_sums_to_nothing(tmp_path: Path) -> None:
    text = form(1, "农村公路养护").replace("某县交通运输局机关", "").replace("某县交通运输局", "")
    (tmp_path / "全县/丙中心").mkdir(parents=True)
    grids.docx(text.replace("（万元）", ""), tmp_path / "全县/丙中心/表.docx")
    assert province.run(tmp_path / "全县", tmp_path / "ws", rubric="form-national").returncode == 0
    _, row, total, _, *_ = _summary(tmp_path / "ws", values=True)
    assert row[1:5] == ("丙中心", "农村公路养护", "—", "—")
    assert row[5]  # a rate needs no unit
    assert (total[1], *(value or "" for value in total[3:6])) == ("合计", "", "", "")
