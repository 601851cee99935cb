from __future__ import annotations

import io
import json

import pytest
from openpyxl import load_workbook
from tests.export.sample import assessment


@pytest.fixture
def _scored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docscore.pipeline.journey.assess", lambda *_, **__: assessment())


CALL = ("score", "云岭.pdf", "--rubric", "guangdong-2019")


@pytest.mark.usefixtures("_scored")
@pytest.mark.parametrize(("level", "code"), [(None, 0), ("error", 1), ("warning", 1), ("info", 1)])
def test_fail_on_sets_the_exit_code(level, code, docscore):
    extra = ("--fail-on", level) if level else ()
    assert docscore(*CALL, *extra).code == code


@pytest.mark.usefixtures("_scored")
def test_table_begins_with_the_totals(docscore):
    out = docscore(*CALL).out
    assert "自评 11" in out
    assert "\x1b[" not in out


@pytest.mark.usefixtures("_scored")
def test_json_alone_is_on_stdout(docscore):
    done = docscore(*CALL, "--format", "json")
    assert json.loads(done.out)["rubric"] == "sample"
    assert done.err == ""


@pytest.mark.usefixtures("_scored")
def test_output_file_by_its_suffix(docscore, tmp_path):
    book, data = tmp_path / "新" / "评分.xlsx", tmp_path / "评分.json"
    assert docscore(*CALL, "-o", book).code == 0
    assert docscore(*CALL, "-o", data).code == 0
    assert load_workbook(io.BytesIO(book.read_bytes())).sheetnames == ["评分表", "疑点", "数据"]
    assert json.loads(data.read_text(encoding="utf-8"))["self_total"] == 11


@pytest.mark.usefixtures("_scored")
def test_output_that_cannot_be_written(docscore, tmp_path):
    done = docscore(*CALL, "-o", tmp_path / "评分.docx")
    assert (done.code, done.out) == (2, "")
    assert "结尾写成 .xlsx 或 .json" in done.err
    (tmp_path / "占.xlsx").mkdir()
    done = docscore(*CALL, "-o", tmp_path / "占.xlsx")
    assert done.code == 2
    assert "无法写入" in done.err
