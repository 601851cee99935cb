from __future__ import annotations

import json

import pytest
from tests.export.sample import assessment

from docscore.errors import InputError


@pytest.fixture(autouse=True)
def _read(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_figures(path, lexicon, *, masked):
        if path.name == "坏.pdf":
            raise InputError(path, "不是 PDF 文件", "请重新导出")
        given = assessment()
        return given.document, given.extraction

    monkeypatch.setattr("docscore.pipeline.journey.read_figures", read_figures)


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
