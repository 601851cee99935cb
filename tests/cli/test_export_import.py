"""``docscore export`` and ``docscore import`` on a workspace: files that are named, and one clear line for each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.desk.books import Book, new_desk

from docscore.cli import run
from docscore.desk.exporting import EXPORTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    desk = new_desk(tmp_path)
    desk.workspace.close()
    return desk.workspace.folder


def test_without_a_form_the_forms_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", str(folder)]) == 0
    told = capsys.readouterr().out
    assert all(one.id in told and one.title in told for one in EXPORTS)


def test_a_workbook_goes_out_is_filled_and_comes_back(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "批次.xlsx"
    assert run(["export", str(folder), "--as", "batch", "-o", str(path)]) == 0
    book = Book(path.read_bytes())
    assert book.book.sheetnames[:2] == ["汇总", "排名"]
    rows = list(book.rows("评分表"))
    book.put("评分表", rows[0], 意见="认可")
    book.put("评分表", rows[1], 意见="改分", 理由="x")
    path.write_bytes(book.saved())
    assert run(["import", str(folder), str(path), "--by", "沈岚"]) == 3
    told = capsys.readouterr().out
    assert "记下 1 条" in told
    assert f"“评分表”第 {rows[1]} 行" in told
    assert run(["import", str(folder), str(path), "--by", "沈岚"]) == 3
    assert "记下 0 条" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["export", "{ws}", "--as", "nothing"], 2, "没有名为“nothing”的导出"),
        (["export", "{ws}", "--as", "csv", "--unit", "没有县"], 2, "工作区里没有“没有县”"),
        (["export", "{ws}", "--as", "csv", "-o", "x.docx"], 2, "请把文件名的结尾写成 .csv"),
        (["export", "{ws}", "--as", "recheck", "--template", "{ws}/none.xlsx"], 3, "读不了"),
        (["export", "{ws}/none", "--as", "csv"], 3, "不是工作区"),
        (["import", "{ws}", "{ws}/none.xlsx"], 3, "读不了"),
        (["import", "{ws}", "{ws}/workspace.json"], 3, "不是 Excel"),
    ],
)
def test_a_mistake_gets_one_clear_line(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, told: str
) -> None:
    assert run([word.replace("{ws}", str(folder)) for word in words]) == code
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


def test_accounts_decide_where_there_are_any(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from docscore.store import open_workspace
    from docscore.store.people import People, Role

    workspace = open_workspace(folder)
    People(workspace).add("reader", "只读员", Role.READER, "只看不改，一个字也不动", "2026-11-22T00:00:00Z")
    workspace.close()
    path = tmp_path / "批次.xlsx"
    run(["export", str(folder), "--as", "batch", "-o", str(path)])
    for by, told in (([], "没有写是谁填的"), (["--by", "x"], "没有账号“x”"), (["--by", "reader"], "只能看")):
        assert run(["import", str(folder), str(path), *by]) == 2
        assert told in capsys.readouterr().err
