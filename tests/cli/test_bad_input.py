"""Bad input: one Chinese line each, saying what, where and what to do; no traceback."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

ROOT = Path(__file__).resolve().parent.parent.parent
RUBRIC = ROOT / "rubrics" / "guangdong-2019.yaml"
CALL = ("--rubric", "guangdong-2019")
MAIN = "from docscore.cli import main; main()"

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(20)
# A password is asked for: the hashes fit no empty one.
ENCRYPTED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF\n"
)


def one_chinese_line(text: str) -> bool:
    return text.count("\n") == 1 and bool(re.search("[一-鿿]", text)) and "Traceback" not in text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("没有.pdf", None),
        ("空.pdf", b""),
        ("图片.pdf", PNG),
        ("加密.pdf", ENCRYPTED),
        ("坏.docx", b"PK\x03\x04"),
    ],
    ids=["missing", "empty", "png", "encrypted", "broken"],
)
def test_unreadable_inputs_exit_3(name, content, docscore, tmp_path):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    for call in (("score", path, *CALL), ("extract", path)):
        done = docscore(*call)
        assert done.code == 3
        assert one_chinese_line(done.err), done.err
        assert name in done.err
        assert "。" in done.err


def test_a_folder_is_no_report(docscore, tmp_path):
    done = docscore("score", tmp_path, *CALL)
    assert done.code == 3
    assert one_chinese_line(done.err)


def test_docx_without_any_table_is_scored_with_a_word_on_it(docscore, tmp_path):
    path = tmp_path / "无表.docx"
    document = Document()
    document.add_paragraph(
        "全县共有156个行政村，已有110个行政村建成村级电子商务服务站点，行政村覆盖率为70.51%。"
    )
    document.save(str(path))
    done = docscore("score", path, *CALL)
    assert done.code == 0, done.err
    assert "自评 —" in done.out
    assert "S08" in done.out


def test_unknown_rubric_names_what_there_is(docscore):
    done = docscore("rubric", "show", "guangdong-2018")
    assert done.code == 2
    assert one_chinese_line(done.err)
    assert "guangdong-2019" in done.err


def test_a_typo_in_a_rubric_is_told_with_line_and_column(docscore, tmp_path):
    path = tmp_path / "改.yaml"
    path.write_text(
        RUBRIC.read_text(encoding="utf-8").replace("points: 10", "point: 10", 1), encoding="utf-8"
    )
    done = docscore("rubric", "show", path)
    assert done.code == 2
    assert re.search(r"改\.yaml:\d+:\d+: .*points", done.err), done.err
    assert "Traceback" not in done.err


def test_unknown_code(docscore):
    done = docscore("explain", "Z99")
    assert done.code == 2
    assert one_chinese_line(done.err)


def test_explain(docscore):
    done = docscore("explain", "T01")
    assert done.code == 0
    assert "T01" in done.out


def test_rubrics_are_listed(docscore):
    listed = dict(line.split(maxsplit=1) for line in docscore("rubric", "list").out.splitlines())
    assert listed["guangdong-2019"] == "2019年省级电子商务进农村综合示范创建考评指标体系"


def test_a_reader_that_leaves_is_no_error():
    command = [sys.executable, "-c", MAIN, "rubric", "show", "guangdong-2019"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_output_is_utf8_wherever_it_runs():
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "--help"],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "ascii"},
    )
    assert "用法" in done.stdout.decode("utf-8")
