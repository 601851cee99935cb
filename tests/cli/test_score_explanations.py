"""``docscore score --explanations``: what is explained fails no run; what is not, or no longer, does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

REPORT = Path(__file__).resolve().parent.parent.parent / "corpus" / "yunling" / "report.docx"
CALL = ("score", REPORT, "--rubric", "guangdong-2019", "--format", "json")


@pytest.fixture
def explanations(docscore, tmp_path) -> Path:
    """A file that explains every error of the report, made from its own JSON."""
    entries = [
        f"""  - code: {finding["code"]}
    words: {json.dumps(finding["message"][:12], ensure_ascii=False)}
    fingerprint: {finding["fingerprint"]}
    reason: 已核原件
    by: 张三
    date: 2021-10-12
    until: 2022-12-31
"""
        for finding in json.loads(docscore(*CALL).out)["findings"]
        if finding["severity"] == "error"
    ]
    path = tmp_path / "说明.yaml"
    path.write_text("explanations:\n" + "".join(entries), encoding="utf-8")
    return path


@pytest.mark.parametrize(("on", "code"), [("2021-10-12", 0), ("2022-12-31", 0), ("2023-01-01", 1)])
def test_what_is_explained_fails_no_run_until_its_last_day(docscore, explanations, on, code):
    done = docscore(*CALL, "--fail-on", "error", "--explanations", explanations, "--on", on)
    assert done.code == code
    value = json.loads(done.out)
    assert bool(value["unused_explanations"]) == bool(code)
    assert sum(bool(finding["explanation"]) for finding in value["findings"]) == (0 if code else 3)
    assert {finding["code"] for finding in value["findings"]} >= {"R01", "S01", "S04"}


def test_a_bad_file_is_told_before_anything_is_read(docscore, tmp_path):
    path = tmp_path / "说明.yaml"
    path.write_text("explanations:\n  - code: R01\n", encoding="utf-8")
    done = docscore(*CALL, "--explanations", path)
    assert (done.code, done.out) == (2, "")
    assert f"{path}:2:5: 缺少“fingerprint”，请补上" in done.err


@pytest.mark.parametrize("on", ["明天", "2021/10/12"])
def test_a_day_is_a_date(docscore, explanations, on):
    assert docscore(*CALL, "--explanations", explanations, "--on", on).code == 2


def test_a_day_alone_means_nothing(docscore):
    done = docscore(*CALL, "--on", "2021-10-12")
    assert (done.code, done.out) == (2, "")
    assert "--on 只和 --explanations 一起用" in done.err
