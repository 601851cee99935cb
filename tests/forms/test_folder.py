"""``docscore score FOLDER --rubric form``: every paper named as what it is, every form scored, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docscore.cli import run

from . import grids
from .unit import folder, form, packed, words


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["score", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("as_zip", [False, True])
def test_papers_are_named_and_forms_scored(
    as_zip: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder(tmp_path / "交通局")
    if as_zip:
        path = packed(path, tmp_path / "交通局.zip")
    code, out, err = _run(capsys, str(path), "--rubric", "form-national", "--format", "json")
    told = json.loads(out)
    assert code == 3  # one paper that should hold a form holds none
    assert "绩效自评表（补）.docx 没有读成自评表：有 1 个表格" in err
    assert [one["form"]["name"] for one in told] == ["客运补贴", "农村公路养护", "桥梁加固"]
    assert {paper["path"]: paper["part"] for paper in told[0]["papers"]} == {
        "客运补贴.xlsx": "form",
        "现场照片.jpg": "evidence",
        "绩效自评表（补）.docx": "form",
        "自评报告.docx": "report",
        "附件1.docx": "evidence",
        "项目自评表.docx": "form",
    }
    alone = grids.xlsx(form(3, "客运补贴"), tmp_path / "alone.xlsx")
    _, out, _ = _run(capsys, str(alone), "--rubric", "form-national", "--format", "json")
    assert json.loads(out)["criteria"] == told[0]["criteria"]


def test_the_papers_stand_above_the_sheets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _run(capsys, str(folder(tmp_path / "交通局")), "--rubric", "form-national")
    assert "绩效自评表：项目自评表.docx（有 2 张绩效自评表）" in out
    assert "自评报告：自评报告.docx（题目是自评报告）" in out
    assert out.count("张，共 3 张") == 3


def test_what_a_person_says_of_a_paper_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder(tmp_path / "交通局")
    manifest = tmp_path / "清单.yaml"
    asked = (str(path), "--rubric", "form-national", "--format", "json", "--manifest", str(manifest))
    _run(capsys, *asked)
    said = manifest.read_text(encoding="utf-8")
    assert said.count("part: 绩效自评表") == 3
    manifest.write_text(said.replace("part: 绩效自评表", "part: 佐证材料", 2), encoding="utf-8")
    code, out, _ = _run(capsys, *asked)
    told = json.loads(out)
    assert code == 0  # the paper that is called a form is none, as the person says
    assert [one["form"]["name"] for one in told] == ["农村公路养护", "桥梁加固"]
    assert told[0]["papers"][0] | {"sha256": "", "size": 0} == {
        "path": "客运补贴.xlsx", "part": "evidence", "reason": "人工指定", "title": told[0]["papers"][0]["title"],
        "kind": "xlsx", "size": 0, "sha256": "", "trouble": None,
    }  # fmt: skip


def test_a_folder_without_forms_says_what_is_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words(tmp_path / "说明.docx", "情况说明", "没有。")
    code, out, err = _run(capsys, str(tmp_path), "--rubric", "form")
    assert (code, out) == (3, "")
    assert "1 份材料里没有绩效自评表" in err
    grids.docx("姓名|电话\n甲|1", tmp_path / "绩效自评表.docx")
    code, _, err = _run(capsys, str(tmp_path), "--rubric", "form")
    assert code == 3
    assert "绩效自评表.docx 没有读成自评表" in err
    assert len(err.strip().splitlines()) == 1


def test_half_forms_are_told_or_read_as_what_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = form(5, "山塘维修").split("\n")
    head = next(number for number, row in enumerate(rows) if "一级指标" in row)
    only_head = grids.docx("\n".join(rows[: head + 1]), tmp_path / "cut.docx")
    code, _, err = _run(capsys, str(only_head), "--rubric", "form")
    assert code == 3
    assert "只有自评表的表头，下面没有指标" in err
    second_page = grids.docx("\n".join(rows[head:]), tmp_path / "second.docx")
    code, out, _ = _run(capsys, str(second_page), "--rubric", "form-national", "--format", "json")
    told = json.loads(out)
    assert code == 0
    assert len(told["form"]["rows"]) == 8
    assert told["form"]["execution_rate"] is None
    assert "Z09" in {finding["code"] for finding in told["findings"]}  # its weights do not add up to 100
    without_total = grids.docx("\n".join(rows[:-2]), tmp_path / "open.docx")
    code, out, _ = _run(capsys, str(without_total), "--rubric", "form-national", "--format", "json")
    assert code == 0
    assert json.loads(out)["self_total"] is None


def test_options_of_reports_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = grids.docx(form(1, "农村公路养护"), tmp_path / "form.docx")
    for more, said in (
        (("--manifest", "a.yaml"), "是一份文件"),
        (("--self-scores", "b.xlsx"), "自带自评得分"),
    ):
        code, _, err = _run(capsys, str(path), "--rubric", "form", *more)
        assert (code, said in err) == (2, True)
