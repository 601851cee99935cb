from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = ("spacy", "jieba", "pdfplumber", "pypdfium2", "pydantic", "sqlalchemy", "docx", "xlsxwriter")
COMMANDS = (
    [], ["extract"], ["score"], ["rubric"], ["rubric", "list"], ["rubric", "show"], ["explain"],
)  # fmt: skip


def test_help_loads_nothing_heavy():
    code = (
        "import sys, json\n"
        "from docscore.cli import run\n"
        "code = run(['--help'])\n"
        f"print(json.dumps([code, [name for name in {HEAVY!r} if name in sys.modules]]), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stderr) == [0, []]
    assert "用法：docscore" in done.stdout


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_help_page_is_chinese_and_has_an_example(command, docscore):
    done = docscore(*command, "--help")
    assert done.code == 0
    assert done.out.startswith("用法：docscore")
    assert "\n示例：\n  docscore " in done.out
    for word in ("Usage", "Options", "Arguments", "Commands", "Show this", "required", "default"):
        assert word not in done.out


def test_bare_call_shows_help(docscore):
    assert docscore().out == docscore("--help").out
    assert docscore("rubric").out == docscore("rubric", "--help").out


def test_version(docscore):
    assert docscore("--version").out.startswith("docscore 0.")
