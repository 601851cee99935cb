"""``docscore score`` of a folder: clear words for bad folders, a manifest that a person may change, the same bytes."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as OpenDocx
from openpyxl import load_workbook
from tests.ingest.paper import Page, pdf
from tests.submission.folder import REPORT_NAME, changed, gbk_name, report, sparse, whole, word, zipped

RUBRIC = ("--rubric", "guangdong-2019")


@pytest.fixture
def scored(docscore: Callable[..., object]) -> Callable[..., tuple[int, dict, str]]:
    """Score a folder as JSON."""

    def call(folder: Path, *options: object) -> tuple[int, dict, str]:
        done = docscore("score", folder, *RUBRIC, "--format", "json", *options)
        return done.code, json.loads(done.out) if done.out else {}, done.err

    return call


def parts(data: dict) -> dict[str, str]:
    return {paper["path"]: paper["part"] for paper in data["papers"]}


def test_a_whole_folder(tmp_path: Path, scored: Callable) -> None:
    code, data, err = scored(whole(tmp_path))
    assert code == 0
    assert err == ""
    assert data["submission"] == str(tmp_path)
    assert parts(data)[REPORT_NAME] == "report"
    assert {"path", "part", "reason", "title", "kind", "size", "sha256", "trouble"} == data["papers"][
        0
    ].keys()
    assert {one["presence"] for one in data["required"]} == {"present", "missing"}


def test_a_report_alone_has_no_papers_and_no_missing_evidence(tmp_path: Path, scored: Callable) -> None:
    code, data, _ = scored(report(tmp_path))
    assert code == 0
    assert "papers" not in data
    assert not [finding for finding in data["findings"] if finding["code"] in ("G20", "G21", "G22", "G23")]


def test_a_folder_full_of_trouble(tmp_path: Path, scored: Callable) -> None:
    folder = whole(tmp_path / "材料")
    secret = tmp_path / "秘密.txt"
    secret.write_text("培训签到表 不得读取", encoding="utf-8")
    (folder / "培训签到表.txt").symlink_to(secret)
    (folder / "圈").symlink_to(folder)
    sparse(folder / "站点.mp4")
    (folder / "加密.pdf").write_bytes(pdf(Page().write(50, 100, "x"), encrypted=True))
    (folder / "软件.exe").write_bytes(b"MZ\0\0")
    (folder / "空.docx").write_bytes(b"")
    gbk_name(folder, "总结.txt", "电商工作总结".encode())
    code, data, err = scored(folder)
    assert code == 3
    unread = {path for path, part in parts(data).items() if part == "unread"}
    assert unread == {"培训签到表.txt", "圈", "加密.pdf", "软件.exe", "空.docx"}
    assert parts(data)["总结.txt"] == parts(data)["站点.mp4"] == "evidence"
    assert "不得读取" not in json.dumps(data, ensure_ascii=False)
    assert len(err.splitlines()) == 5
    assert f"{folder}/加密.pdf：" in err
    assert "密码" in err
    (told,) = [finding for finding in data["findings"] if finding["code"] == "G22"]
    assert told["message"].startswith("有 5 份材料没有读")
    assert told["points_at_stake"] == 20  # the sign-in sheet may be behind the link


def test_two_reports(tmp_path: Path, scored: Callable) -> None:
    report(tmp_path, "甲.docx")
    changed(tmp_path, "乙.docx", "110", "99")
    code, data, err = scored(tmp_path)
    assert code == 0
    assert "看不出先后" in err
    assert [finding["code"] for finding in data["findings"]].count("G23") == 1
    taken = next(path for path, part in parts(data).items() if part == "report")
    other = ({"甲.docx", "乙.docx"} - {taken}).pop()
    for named in (other, tmp_path / other):
        _, data, err = scored(tmp_path, "--report", named)
        assert parts(data)[other] == "report"
        assert err == ""


def test_no_report(tmp_path: Path, docscore: Callable) -> None:
    word(tmp_path / "会议纪要.docx", "会议纪要", "县长主持会议。")
    done = docscore("score", tmp_path, *RUBRIC)
    assert done.code == 3
    assert done.err.count("\n") == 1
    assert "没有找到自评报告" in done.err


def test_an_empty_folder(tmp_path: Path, docscore: Callable) -> None:
    done = docscore("score", tmp_path, *RUBRIC)
    assert (done.code, done.err) == (3, f"{tmp_path}：里面没有文件。请放入自评报告和佐证材料后再试。\n")


def test_a_report_that_is_not_there(tmp_path: Path, docscore: Callable) -> None:
    report(tmp_path)
    done = docscore("score", tmp_path, *RUBRIC, "--report", "别的.docx")
    assert done.code == 2
    assert done.err == f"{tmp_path} 里没有“别的.docx”。有的是：{REPORT_NAME}\n"


@pytest.mark.parametrize("option", ["--report", "--manifest", "--supplement"])
def test_options_of_a_folder_are_refused_for_a_file(tmp_path: Path, docscore: Callable, option: str) -> None:
    done = docscore("score", report(tmp_path), *RUBRIC, option, tmp_path / "x.docx")
    assert done.code == 2
    assert "只用于材料文件夹或 ZIP" in done.err


def test_the_manifest_is_written_read_and_obeyed(tmp_path: Path, scored: Callable) -> None:
    folder, manifest = whole(tmp_path / "材料"), tmp_path / "材料清单.yaml"
    _, first, _ = scored(folder, "--manifest", manifest)
    text = manifest.read_text(encoding="utf-8")
    assert text.startswith("# 材料清单：")
    _, again, err = scored(folder, "--manifest", manifest)
    assert (again, err) == (first, "")
    manifest.write_text(text.replace("part: 方案", "part: 佐证材料"), encoding="utf-8")
    _, other, _ = scored(folder, "--manifest", manifest)
    assert parts(other)["方案.docx"] == "evidence"
    assert next(paper["reason"] for paper in other["papers"] if paper["path"] == "方案.docx") == "人工指定"


def test_a_manifest_in_the_folder_is_no_paper_and_is_obeyed(tmp_path: Path, scored: Callable) -> None:
    folder = whole(tmp_path)
    manifest = folder / "材料清单.yaml"
    _, first, _ = scored(folder, "--manifest", manifest)
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("part: 方案", "part: 佐证材料"), encoding="utf-8")
    _, again, err = scored(folder)
    assert err == f"按 {manifest} 认定各份材料\n"
    assert parts(again) == {**parts(first), "方案.docx": "evidence"}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("part: 方案", "part: 方安", ":7: 没有“方安”这种 part，是否想写“方案”？"),
        ("path: 方案.docx", "path: 方按.docx", ":13: 材料里没有“方按.docx”，是否想写“方案.docx”？"),
        ("part: 方案", "part: 自评报告", ":11: 自评报告只能有一份，第"),
        ("part: 方案", "parts: 方案", "不认识“parts”，是否想写“part”？"),
        ("papers:", "papers: [", "不合 YAML 语法"),
    ],
)
def test_a_faulty_manifest(
    tmp_path: Path, scored: Callable, docscore: Callable, old: str, new: str, problem: str
) -> None:
    folder, manifest = whole(tmp_path / "材料"), tmp_path / "清单.yaml"
    scored(folder, "--manifest", manifest)
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    done = docscore("score", folder, *RUBRIC, "--manifest", manifest)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith(f"{manifest}:")
    assert problem.lstrip(":0123456789") in done.err


def test_a_paper_that_the_manifest_does_not_list_is_told(tmp_path: Path, scored: Callable) -> None:
    folder, manifest = whole(tmp_path / "材料"), tmp_path / "清单.yaml"
    scored(folder, "--manifest", manifest)
    word(folder / "培训通知.docx", "关于举办电商培训班的通知", "各乡镇：")
    _, data, err = scored(folder, "--manifest", manifest)
    assert err == f"{manifest} 没有列出 培训通知.docx，由程序判断它是什么\n"
    assert parts(data)["培训通知.docx"] == "evidence"


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path, docscore: Callable) -> None:
    whole(tmp_path / "一" / "材料")
    names = [path.name for path in (tmp_path / "一" / "材料").iterdir()]
    (tmp_path / "二" / "材料").mkdir(parents=True)
    for name in sorted(
        names, reverse=True
    ):  # written in another order, so that the system lists them in another
        (tmp_path / "一" / "材料" / name).rename(tmp_path / "二" / "材料" / name)
    outs = []
    whole(tmp_path / "三" / "材料")
    for number in ("二", "二", "三"):
        os.chdir(tmp_path / number)
        out = docscore("score", "材料", *RUBRIC, "--format", "json").out
        outs.append(
            "\n".join(line for line in out.splitlines() if '"sha256"' not in line and '"size"' not in line)
        )
    os.chdir(tmp_path)
    assert outs[0] == outs[1] == outs[2]


def test_a_zip_is_read_like_a_folder(tmp_path: Path, scored: Callable) -> None:
    folder = whole(tmp_path / "材料")
    _, one, _ = scored(folder)
    _, other, _ = scored(zipped(folder, tmp_path / "材料.zip"))
    assert other["papers"] == one["papers"]
    assert other["submission"].endswith("材料.zip")
    assert (other["low"], other["high"]) == (one["low"], one["high"])


def test_the_screen_says_what_was_taken_for_what(tmp_path: Path, docscore: Callable) -> None:
    done = docscore("score", whole(tmp_path), *RUBRIC)
    head = done.out.split("\n\n")[0]
    assert f"自评报告：{REPORT_NAME}" in head
    assert "方案：方案.docx" in head
    assert "细则要求佐证材料 45 样：有 5 样" in head


def test_the_supplement_in_word_and_excel(tmp_path: Path, docscore: Callable) -> None:
    folder = whole(tmp_path / "材料")
    for name in ("清单.docx", "清单.xlsx"):
        assert docscore("score", folder, *RUBRIC, "--supplement", tmp_path / name).code == 0
    first = (tmp_path / "清单.docx").read_bytes()
    document = OpenDocx(io.BytesIO(first))
    assert document.paragraphs[0].text == "补充材料清单"
    (table,) = document.tables
    heads = ["序号", "指标", "所需材料", "现状", "已交文件", "涉及分", "说明及要求"]
    assert [cell.text for cell in table.rows[0].cells] == heads
    assert len(table.rows) == 1 + 40
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    fonts = {run.font.name for paragraph in document.paragraphs for run in paragraph.runs}
    assert {"方正小标宋简体", "仿宋_GB2312"} <= fonts
    book = load_workbook(tmp_path / "清单.xlsx")
    assert book.sheetnames == ["补充材料清单", "佐证核对", "材料"]
    assert [cell.value for cell in book["补充材料清单"][3]] == heads
    assert book["佐证核对"].max_row == 1 + 45
    docscore("score", folder, *RUBRIC, "--supplement", tmp_path / "又.docx")
    assert (tmp_path / "又.docx").read_bytes() == first


def test_what_authors_wrote_cannot_compute(tmp_path: Path, docscore: Callable) -> None:
    report(tmp_path / "材料")
    word(tmp_path / "材料" / "=1+1 培训通知.docx", "=HYPERLINK(1) 2016年培训通知")
    docscore("score", tmp_path / "材料", *RUBRIC, "--supplement", tmp_path / "清单.xlsx")
    with zipfile.ZipFile(tmp_path / "清单.xlsx") as book:
        assert not [
            name
            for name in book.namelist()
            if name.startswith("xl/worksheets/") and b"<f>" in book.read(name)
        ]


def test_a_supplement_is_word_or_excel(tmp_path: Path, docscore: Callable) -> None:
    done = docscore("score", whole(tmp_path), *RUBRIC, "--supplement", "清单.pdf")
    assert (done.code, done.err) == (2, "清单.pdf：不能存为这种文件。请把文件名的结尾写成 .docx 或 .xlsx\n")
