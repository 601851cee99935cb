"""Half forms, forms side by side and one within the other's table: read where they can be, else said clearly."""

from __future__ import annotations

from pathlib import Path

import pytest

from docscore.forms import read_forms, why_no_form
from docscore.ingest import read
from docscore.model import Form
from docscore.packs.lexicon import load_lexicon

from . import grids
from .measured import assessed

_WORDS = load_lexicon().forms
_HEAD = "一级指标|二级指标|三级指标|指标值|完成值|分值|得分"
_ROADS = "产出指标|数量指标|养护里程|≥86公里|86公里|60|60\n效益指标|社会效益指标|通行保障率|≥98%|99%|30|30"
_BRIDGES = "产出指标|数量指标|检测桥梁|＝24座|22座|60|55\n效益指标|社会效益指标|事故起数|＝0起|0起|30|30"


def _forms(grid: str, folder: Path, kind: str = "docx") -> tuple[Form, ...]:
    path = folder / f"form.{kind}"
    return read_forms(read(grids.docx(grid, path) if kind == "docx" else grids.xlsx(grid, path)), _WORDS)


def _names(form: Form) -> list[str]:
    return [row.name for row in form.rows]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_two_forms_side_by_side(kind: str, tmp_path: Path) -> None:
    pairs = zip([_HEAD, *_ROADS.splitlines()], [_HEAD, *_BRIDGES.splitlines()], strict=True)
    left, right = _forms("\n".join(f"{one}|{other}" for one, other in pairs), tmp_path, kind)
    assert _names(left) == ["养护里程", "通行保障率"]
    assert _names(right) == ["检测桥梁", "事故起数"]
    assert [row.text("points") for row in right.rows] == ["55", "30"]  # type: ignore[arg-type]


def test_two_forms_of_different_kinds_in_one_table(tmp_path: Path) -> None:
    department = "评价内容||评价要点|分值||自评得分|\n预算管理||账实相符|40||38|\n履职效能||完成任务|60||60|"
    project, whole = _forms(f"{_HEAD}\n{_ROADS}\n{department}", tmp_path)
    assert _names(project) == ["养护里程", "通行保障率"]
    assert _names(whole) == ["预算管理", "履职效能"]


def test_a_form_without_its_total_row_and_last_rows_says_so(tmp_path: Path) -> None:
    path = grids.docx(f"=== 项目支出绩效自评表\n{_HEAD}\n{_ROADS.splitlines()[0]}", tmp_path / "cut.docx")
    (form,) = assessed(path, "form-national")
    told = [finding.message for finding in form.review.alarms if finding.code == "Z09"]
    assert len(told) == 1
    assert "缺了后面几行" in told[0]


def test_rows_without_headings_are_refused_with_a_remedy(tmp_path: Path) -> None:
    document = read(grids.docx(_ROADS, tmp_path / "tail.docx"))
    assert read_forms(document, _WORDS) == ()
    why, remedy = why_no_form(document, _WORDS)
    assert "没有表头" in why
    assert "后半" in remedy


@pytest.mark.parametrize(("total", "codes"), [("92", []), ("96.84", []), ("94", ["Z10"])])
def test_an_indicator_that_does_not_apply_is_no_blank(total: str, codes: list[str], tmp_path: Path) -> None:
    rows = "产出指标|数量指标|养护里程|≥100公里|95公里|60|57\n^|成本指标|征地成本|≤3万元|不适用|5|不适用"
    grid = f"{_HEAD}\n{rows}\n效益指标|社会效益指标|通行保障率|≥98%|99%|35|35\n总分|<|<|<|<|100|{total}"
    (form,) = assessed(grids.docx(grid, tmp_path / "form.docx"), "form-national")
    assert [finding.code for finding in form.review.alarms] == codes
