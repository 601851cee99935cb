"""``docscore diff``: what it prints, writes and refuses."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document as OpenDocx
from openpyxl import load_workbook

BEFORE = """一、基本情况

全县共有156个行政村，已有110个行政村建成村级电子商务服务站点，行政村覆盖率为70.51%。

二、资金管理

累计拨付项目资金416.7785万元，举办展销会6场。
"""
AFTER = """一、资金管理

累计拨付项目资金4167785元。

二、基本情况

全县共有156个行政村，已有101个行政村建成村级电子商务服务站点，行政村覆盖率为64.74%。

=1+1，另有冷库3座。
"""
RUBRIC = ("--rubric", "guangdong-2019")


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    before, after = tmp_path / "一稿.txt", tmp_path / "二稿.txt"
    before.write_text(BEFORE, encoding="utf-8")
    after.write_text(AFTER, encoding="utf-8")
    return before, after


def test_what_changed_is_told_in_words(versions, docscore):
    done = docscore("diff", *versions)
    assert (done.code, done.err) == (0, "")
    assert "有改动 2 处 · 一致 2 处（其中写法不同 1 处） · 只在 A 1 处 · 只在 B 1 处" in done.out
    row = next(line for line in done.out.splitlines() if "110个" in line)
    assert re.search(r"110个 +第2段 +101个 +第4段 +−9个 +−8\.2%", row), row
    assert "−5.77个百分点" in done.out
    assert "4167785" not in done.out


def test_with_a_rubric_points_move(versions, docscore):
    found = json.loads(docscore("diff", *versions, *RUBRIC, "--format", "json").out)
    (paper,) = found["papers"]
    assert paper["counts"] == {"changed": 2, "equal": 2, "gone": 1, "added": 1}
    moving = {pair["left"]["surface"]: pair["criteria"] for pair in paper["pairs"] if pair["moves_points"]}
    assert set(moving) == {"110个", "70.51%"}
    shifts = {shift["id"]: shift for shift in paper["score"]["criteria"]}
    (criterion,) = set(moving["70.51%"]) & set(shifts)
    assert shifts[criterion]["left"]["supported"] > shifts[criterion]["right"]["supported"]
    assert "T01" in {finding["code"] for finding in paper["score"]["findings"]["closed"]}


def test_json_holds_every_figure_once(versions, docscore):
    done = docscore("diff", *versions, "--format", "json")
    assert done.err == ""
    (paper,) = json.loads(done.out)["papers"]
    for side in ("left", "right"):
        spans = [(pair[side]["start"], pair[side]["end"]) for pair in paper["pairs"] if pair[side]]
        assert len(set(spans)) == len(spans)
    fund = next(pair for pair in paper["pairs"] if pair["reworded"])
    assert (fund["standing"], fund["difference"], fund["left"]["label"]) == ("equal", "0", "第4段")


def test_workbook_lists_what_differs_first(versions, docscore, tmp_path):
    target = tmp_path / "差异.xlsx"
    assert docscore("diff", *versions, *RUBRIC, "-o", target).code == 0
    book = load_workbook(io.BytesIO(target.read_bytes()))
    assert book.sheetnames == ["数据差异", "疑点变化"]
    rows = list(book["数据差异"].iter_rows(values_only=True))
    assert rows[0] == (
        "状态",
        "指标",
        "A 所写",
        "A 位置",
        "B 所写",
        "B 位置",
        "差值",
        "差幅",
        "涉及评分项",
        "分值变化",
    )
    assert [row[0] for row in rows[1:]] == ["会改变得分"] * 2 + ["只在 A", "只在 B"] + ["一致"] * 2
    assert "→" in rows[1][9]
    assert {row[0] for row in book["疑点变化"].iter_rows(min_row=2, values_only=True)} <= {
        "新增",
        "内容有变",
        "消除",
    }


def test_workbook_does_not_compute(docscore, tmp_path):
    for name, number in (("甲", "12"), ("乙", "13")):
        paper = OpenDocx()
        table = paper.add_table(rows=2, cols=2)
        for cell, text in zip(
            (cell for row in table.rows for cell in row.cells),
            ("项目", "数量（个）", '=HYPERLINK("x")', number),
            strict=True,
        ):
            cell.text = text
        paper.save(str(tmp_path / f"{name}.docx"))
    target = tmp_path / "差异.xlsx"
    assert docscore("diff", tmp_path / "甲.docx", tmp_path / "乙.docx", "-o", target).code == 0
    cells = [cell for row in load_workbook(target)["数据差异"].iter_rows() for cell in row]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


class _Page(HTMLParser):
    """What a page asks for, and its marks."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.marks: list[str] = []
        self.open = False

    def handle_starttag(self, tag, attrs):
        self.asked += [value for name, value in attrs if name in {"src", "href"} and value]
        if tag in {"script", "img", "link", "iframe"}:
            self.asked.append(tag)
        if tag == "mark":
            self.open = True
            self.marks.append("")

    def handle_endtag(self, tag):
        self.open = self.open and tag != "mark"

    def handle_data(self, data):
        if self.open:
            self.marks[-1] += data


def test_page_stands_side_by_side_and_asks_for_nothing(versions, docscore, tmp_path):
    target = tmp_path / "差异.html"
    assert docscore("diff", *versions, *RUBRIC, "-o", target).code == 0
    text = target.read_text(encoding="utf-8")
    page = _Page()
    page.feed(text)
    assert page.asked == []
    assert page.marks == ["110个", "101个", "70.51%", "64.74%", "6场", "3座"]
    assert "1<b>10</b>个" in text
    assert "1<b>01</b>个" in text
    assert docscore("diff", *versions, *RUBRIC, "--format", "html").out == text


def test_what_an_author_wrote_is_no_markup(docscore, tmp_path):
    paths = []
    for name, number in (("甲", 3), ("乙", 4)):
        paths.append(tmp_path / f"{name}.txt")
        paths[-1].write_text(f"<script>alert(1)</script>建成冷库{number}座。", encoding="utf-8")
    assert "<script" not in docscore("diff", *paths, "--format", "html").out


def test_what_was_not_read_is_said(docscore, tmp_path, monkeypatch):
    """A figure on an unread page would look gone."""
    from docscore.ingest import read
    from docscore.model import Unread
    from docscore.pipeline.differences import diff_documents

    def partly(path):
        document = read(path)
        return replace(document, unread=(Unread("第2页", "为扫描件，未识别", (2,)),), pages=2)

    path = tmp_path / "甲.txt"
    path.write_text("建成冷库3座。", encoding="utf-8")
    monkeypatch.setattr(
        "docscore.pipeline.differences.diff_documents", partial(diff_documents, reader=partly)
    )
    for form in ("table", "html"):
        assert "未读 第2页：为扫描件，未识别" in docscore("diff", path, path, "--format", form).out


def test_exit_code_for_machines(versions, docscore):
    assert docscore("diff", *versions, "--fail-on-change").code == 1
    assert docscore("diff", versions[0], versions[0], "--fail-on-change").code == 0


def test_the_same_file_twice(versions, docscore):
    done = docscore("diff", versions[0], versions[0])
    assert done.code == 0
    assert "两边是同一个文件" in done.out
    assert "有改动 0 处" in done.out


def test_two_strangers_are_told(docscore, tmp_path):
    one, other = tmp_path / "甲.txt", tmp_path / "乙.txt"
    things = ["站点", "村庄", "冷库", "学校", "医院", "企业", "景区", "车间", "水库", "公园", "桥梁", "泵站"]
    one.write_text(
        "。\n\n".join(f"建成{thing}{number}个" for number, thing in enumerate(things, 10)), encoding="utf-8"
    )
    other.write_text(
        "。\n\n".join(f"森林{number}公顷，由{thing}管护" for number, thing in enumerate(things, 90)),
        encoding="utf-8",
    )
    assert "请核对是不是同一份材料的两个版本" in docscore("diff", one, other).out


def test_bad_input_is_one_line(versions, docscore, tmp_path):
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "材料").mkdir()
    for call, code, told in (
        ((versions[0], tmp_path / "没有.docx"), 3, "没有.docx"),
        ((versions[0], tmp_path / "坏.pdf"), 3, "坏.pdf"),
        ((versions[0], tmp_path / "材料"), 2, "请给出两份文档，或两个材料文件夹"),
        ((tmp_path / "材料", tmp_path / "材料"), 2, "--rubric"),
        ((*versions, "-o", tmp_path / "差异.docx"), 2, ".xlsx、.json 或 .html"),
        ((versions[0],), 2, "缺少参数 B"),
        ((*versions, "--rubric", "no-such"), 2, "no-such"),
    ):
        done = docscore("diff", *call)
        assert (done.code, done.out) == (code, ""), done
        assert told in done.err
        assert done.err.count("\n") == 1


def test_two_submissions_are_compared_paper_by_paper(docscore, tmp_path):
    for name, text, paid in (("一月", BEFORE, 900), ("二月", AFTER, 950)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"电子商务进农村综合示范自评报告{name}.txt").write_text(text, encoding="utf-8")
        paper = OpenDocx()
        paper.add_heading("资金拨付台账", 1)
        paper.add_paragraph(f"累计拨付物流资金{paid}万元。")
        paper.save(str(folder / f"台账{name}.docx"))
    (tmp_path / "二月" / "通知.txt").write_text("关于成立领导小组的通知。共设小组3个。", encoding="utf-8")
    done = docscore("diff", tmp_path / "一月", tmp_path / "二月", *RUBRIC, "--format", "json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert [Path(paper["left"]["path"]).name for paper in found["papers"]] == [
        "电子商务进农村综合示范自评报告一月.txt",
        "台账一月.docx",
    ]
    assert found["papers"][1]["counts"]["changed"] == 1
    assert (found["gone"], found["added"]) == ([], ["通知.txt"])
