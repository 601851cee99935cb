from __future__ import annotations

import json

import pytest
from tests.export.sample import assessment

from docscore.errors import InputError


@pytest.fixture(autouse=True)
def _read(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_figures(path, lexicon):
        if path.name == "坏.pdf":
            raise InputError(path, "不是 PDF 文件", "请重新导出")
        given = assessment()
        return given.document, given.extraction

    monkeypatch.setattr("docscore.pipeline.read_figures", read_figures)


def test_one_bad_file_does_not_stop_the_rest(docscore):
    done = docscore("extract", "a.pdf", "坏.pdf", "b.pdf", "--format", "jsonl")
    assert done.code == 3
    assert len([json.loads(line) for line in done.out.splitlines()]) == 2
    assert done.err == "坏.pdf：不是 PDF 文件。请重新导出\n"


def test_json_is_an_object_for_one_and_a_list_for_more(docscore):
    assert isinstance(json.loads(docscore("extract", "a.pdf", "--format", "json").out), dict)
    assert len(json.loads(docscore("extract", "a.pdf", "b.pdf", "--format", "json").out)) == 2


def test_csv_and_table(docscore, tmp_path):
    target = tmp_path / "数据.csv"
    done = docscore("extract", "a.pdf", "--format", "csv", "-o", target)
    assert (done.code, done.out) == (0, "")
    assert target.read_bytes().startswith(b"\xef\xbb\xbfpath,surface")
    assert "70.51%" in docscore("extract", "a.pdf").out


def test_packs_folder_that_is_not_there(docscore, tmp_path):
    done = docscore("extract", "a.pdf", "--packs", tmp_path / "无")
    assert done.code == 2
    assert done.err.count("\n") == 1


def test_show_unlinked_lists_what_no_metric_speaks_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("资金支出率为86.3%，栽种黄桃2300亩。", encoding="utf-8")
    assert run(["extract", str(path), "--show-unlinked"]) == 0
    out = capsys.readouterr().out
    assert "没有指标对应的数据 1 个，共 2 个" in out
    assert "2300亩" in out
    assert "86.3%" not in out


def test_html_is_one_page_of_all_documents(tmp_path: Path) -> None:
    paths = [tmp_path / "甲.txt", tmp_path / "乙.txt"]
    for path in paths:
        path.write_text("建成17个站点。", encoding="utf-8")
    target = tmp_path / "数据.html"
    assert run(["extract", *map(str, paths), "--format", "html", "-o", str(target)]) == 0
    html = target.read_text(encoding="utf-8")
    assert html.count("<article>") == 2
    assert html.count(">17个</mark>") == 2


def test_packs_are_added_to_the_shipped_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "core.yaml").write_text(
        "metrics:\n  beds:\n    name: 护理床位\n    unit: 张\n    says: ['护理床位{n}']\n", encoding="utf-8"
    )
    path = tmp_path / "报告.txt"
    path.write_text("建成护理床位120张，资金支出率为86.3%。", encoding="utf-8")
    assert run(["extract", str(path), "--packs", str(tmp_path / "packs"), "--format", "json"]) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert [figure["metric"] for figure in figures] == ["beds", "expenditure_rate"]
