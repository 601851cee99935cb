"""``docscore score --rubric form``: several forms, named variants, and files that hold no form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document as NewDocx

from docscore.cli import run

from . import grids
from .county import clean, grid


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["score", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_form_without_a_region_spans_the_variants(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = grids.docx(grid(clean("form-sichuan-2023", 1)), tmp_path / "form.docx")
    code, out, _ = _run(capsys, str(path), "--rubric", "form", "--format", "json")
    told = json.loads(out)
    assert code == 0
    assert told["low"] < told["high"]
    assert len(told["form"]["variants"]) == 5
    assert {line["id"] for line in told["criteria"]} >= {"execution", "r1"}


def test_several_forms_are_several_objects(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two = "\n".join(grid(clean("form-national", seed)) for seed in (1, 2))
    path = grids.docx(two, tmp_path / "two.docx")
    code, out, _ = _run(capsys, str(path), "--rubric", "form-national", "--format", "json")
    assert code == 0
    assert [len(form["form"]["rows"]) for form in json.loads(out)] == [8, 8]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("=== 本年度各项工作进展顺利。", "没有表格"),
        ("姓名|电话\n甲|1", "都不是绩效自评表"),
        ("一级指标|二级指标|三级指标|指标值|分值\n产出指标|数量指标|修路|≥5公里|50", "只有指标和指标值"),
    ],
)
def test_what_is_no_form_is_said_clearly(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = _run(capsys, str(grids.docx(text, tmp_path / "none.docx")), "--rubric", "form")
    assert code == 3
    assert not out
    assert said in err
    assert len(err.strip().splitlines()) == 1


def test_a_picture_of_a_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from PIL import Image

    picture = tmp_path / "form.png"
    Image.new("RGB", (900, 700), "white").save(picture)
    document = NewDocx()
    document.add_paragraph("项目支出绩效自评表")
    document.add_picture(str(picture))
    document.save(str(tmp_path / "picture.docx"))
    code, _, err = _run(capsys, str(tmp_path / "picture.docx"), "--rubric", "form")
    assert code == 3
    assert "没有" in err


def test_an_unknown_variant_names_those_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = grids.docx(grid(clean("form-national", 1)), tmp_path / "form.docx")
    code, _, err = _run(capsys, str(path), "--rubric", "form-sichuan")
    assert code == 2
    assert "form-sichuan-2023" in err
