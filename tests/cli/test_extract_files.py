"""``docscore extract`` on real files: HTML, unlinked figures, a user's packs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docscore.cli import run


def test_show_unlinked_lists_what_no_metric_speaks_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
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
