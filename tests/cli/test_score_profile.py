"""``score --profile``: where the time goes."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CALL = (
    "score",
    ROOT / "corpus" / "qingxi" / "report.txt",
    "--rubric",
    "guangdong-2019",
    "--format",
    "json",
)
STAGES = ["读取", "规整", "提取", "对应", "评分", "核查", "导出", "合计"]


def test_every_stage_is_told_once_and_the_result_is_the_same(docscore):
    plain, done = docscore(*CALL), docscore(*CALL, "--profile")
    assert (done.code, done.out) == (plain.code, plain.out)
    assert "占比" not in plain.err
    rows = [line.split() for line in done.err.splitlines() if re.search(r"\d%$", line)]
    assert [row[0] for row in rows] == STAGES
    for column in (1, 2):
        seconds = [float(row[column]) for row in rows]
        assert min(seconds) >= 0
        assert abs(sum(seconds[:-1]) - seconds[-1]) < 0.05  # each is rounded


def test_a_folder_is_not_profiled(docscore, tmp_path):
    done = docscore("score", tmp_path, "--rubric", "guangdong-2019", "--profile")
    assert done.code == 2
    assert "--profile 只用于单独一份报告" in done.err
