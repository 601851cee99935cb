from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["scor"], "没有“scor”这个命令，是否想写 score？"),
        (["xyz"], "没有“xyz”这个命令。"),
        (["score"], "缺少参数 PATH。"),
        (["extract"], "缺少参数 PATH…。"),
        (["score", "a.pdf"], "缺少选项 --rubric。"),
        (["score", "a.pdf", "--rubric"], "选项 --rubric 后面的值不对或缺少。"),
        (["score", "a.pdf", "--rubrik", "x"], "没有“--rubrik”这个选项，是否想写 --rubric？"),
        (
            ["score", "a.pdf", "--rubric", "x", "--format", "xml"],
            "--format 的值“xml”不对，可选：table、json。",
        ),
        (
            ["score", "a.pdf", "--rubric", "x", "--fail-on", "P0"],
            "--fail-on 的值“P0”不对，可选：error、warning、info。",
        ),
        (["score", "a.pdf", "b.pdf", "--rubric", "x"], "多出了参数“b.pdf”。"),
        (["rubric", "show"], "缺少参数 ID|FILE。"),
        (["explain"], "缺少参数 CODE。"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_one_chinese_line_and_exit_2(call, told, docscore):
    done = docscore(*call)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith(told)
    assert done.err.count("\n") == 1
    assert "用法见：docscore" in done.err
