"""What leaves a workspace: every form the same twice, nothing in it computes but our own sums, nobody's telephone in it."""

from __future__ import annotations

import io
import os
import re
import shutil
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook, load_workbook

from docscore.desk import Desk, Order, decide
from docscore.desk.dossiers import dossiers
from docscore.desk.exporting import EXPORTS, export_files, export_named, one_file
from docscore.desk.ranking import ranked
from docscore.errors import UsageError
from docscore.export.dossier import Entry, Head
from docscore.export.letter import letter, own_template
from docscore.export.problem_list import problem_list
from docscore.export.ranking import ranking_book
from docscore.export.recheck import recheck_sheet
from docscore.export.recheck_book import COLUMNS, recheck_book
from docscore.export.review_book import submission_book
from docscore.export.template_fill import fill
from docscore.export.templates.make import TEMPLATES
from docscore.model import Action, Kind, Subject, Work
from docscore.packs.rubric import load_rubric

from .books import formulas_agree, lexicon, new_desk

_HOSTILE = '=HYPERLINK("http://x","点")<script>{{7*7}} 13812345678'
_EVERYWHERE = ("batch", "submission", "recheck", "problems", "feedback", "opinion", "json", "csv")
needs_office = pytest.mark.skipif(
    not shutil.which("soffice") and not os.environ.get("CI"), reason="LibreOffice imitates another program"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


@pytest.fixture
def unit(desk: Desk) -> str:
    return desk.registers.listed()[0].id


@pytest.fixture
def decided(desk: Desk, unit: str) -> str:
    """Every line decided, one of them with a reason that would compute, run and tell a telephone."""
    for number, (key, line) in enumerate(desk.open(unit).sheet.lines.items()):
        subject = Subject(Kind.CRITERION, key)
        if number == 0:
            decide(desk, unit, Order(subject, Action.SET, "0.5", _HOSTILE), "沈岚")
        else:
            decide(desk, unit, Order(subject, Action.ACCEPT, f"{line.line.outcome.supported:f}"), "沈岚")
    return unit


def _text(name: str, data: bytes) -> str:
    if name.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "".join(parts.read(part).decode() for part in parts.namelist() if part.endswith(".xml"))
    return data.decode(errors="replace")


@pytest.mark.parametrize("form", _EVERYWHERE)
def test_every_form_is_the_same_twice_masked_and_provisional(desk: Desk, decided: str, form: str) -> None:
    (first,), (second,) = (export_files(desk, form, [decided], "沈岚") for _ in range(2))
    assert first == second
    text = _text(first.name, first.content)
    assert "13812345678" not in text
    if form != "csv":
        assert "暂评分，签发前不是结论" in text
    assert desk.journal.head[1] in text


@pytest.mark.parametrize("form", ["submission", "json", "opinion"])
def test_unmasked_is_told_in_the_paper_and_in_the_journal(desk: Desk, decided: str, form: str) -> None:
    (file,) = export_files(desk, form, [decided], "周启明", masked=False)
    text = _text(file.name, file.content)
    assert "13812345678" in text
    assert "未遮盖个人信息" in text
    newest = desk.journal.of(decided)[-1]
    assert (newest.by, newest.action, newest.subject.kind) == ("周启明", Action.COMMENT, Kind.SHEET)
    assert export_named(form).title in newest.reason
    assert desk.journal.head[1] in text


@pytest.mark.parametrize("form", ["batch", "submission", "recheck", "problems"])
def test_no_cell_computes_but_our_own_sums(desk: Desk, decided: str, form: str) -> None:
    (file,) = export_files(desk, form, [decided], "沈岚")
    for page in load_workbook(io.BytesIO(file.content)).worksheets:
        formulas = [cell.value for row in page.iter_rows() for cell in row if cell.data_type == "f"]
        assert all(re.match(r'=(SUM\(|IF\(|"合计")', formula) for formula in formulas)
        assert not any(cell.hyperlink for row in page.iter_rows() for cell in row)


def test_csv_cells_and_html_words_are_harmless(desk: Desk, decided: str) -> None:
    (file,) = export_files(desk, "csv", [decided], "沈岚")
    assert "'=HYPERLINK" in file.content.decode("utf-8-sig")
    (dossier,) = dossiers(desk, [decided])
    from docscore.export.report_html import report_html

    page = report_html(replace(dossier, name="<img src=x onerror=alert(1)>"), (), "没有页面图")
    assert "<script" not in page
    assert "<img" not in page
    assert "{{7*7}}" in page


@needs_office
def test_another_program_computes_the_values_that_were_cached(
    desk: Desk, decided: str, tmp_path: Path
) -> None:
    (dossier,) = dossiers(desk, [decided])
    entries = ranked([_entry("甲县", "80", "80"), _entry("乙县", "70", "75")], desk.rubric())
    for data in (
        submission_book(dossier),
        recheck_book("批次", (recheck_sheet(dossier),), masked=True),
        ranking_book("批次", entries, "县", Head(0, ""), masked=True),
    ):
        assert formulas_agree(data, tmp_path)


def test_the_recheck_form_has_thirteen_columns_and_a_reason_for_each_reduced_line(
    desk: Desk, decided: str
) -> None:
    heads = tuple(head for head, _ in COLUMNS)
    assert heads == (
        "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位", "权重", "自评完成值", "自评得分", "复核完成值",
        "复核得分", "偏离度", "备注",
    )  # fmt: skip
    (dossier,) = dossiers(desk, [decided])
    sheet = recheck_sheet(dossier)
    assert all(line.remark for line in sheet.lines if line.points is not None and line.points < line.weight)
    rate = next(line for line in sheet.lines if line.nature == "≥" and line.unit == "%" and line.deviation)
    assert Decimal(rate.target) > 0
    total = sum(line.points for line in sheet.lines if line.points is not None)
    assert total == dossier.sheet.total


def _entry(name: str, low: str, high: str, **more: object) -> Entry:
    fixed = Entry(name, name, Decimal(90), Decimal(low), Decimal(high), Decimal(low), None, Work.OPEN, 1, 2)
    return replace(fixed, total=Decimal(low) if low == high else None, **more)  # type: ignore[arg-type]


def test_places_are_shared_by_equals_and_a_range_while_intervals_overlap(desk: Desk) -> None:
    entries = [
        _entry("丙县", "70", "85"), _entry("甲县", "90", "90"), _entry("乙县", "80", "80"), _entry("丁县", "80", "80"),
        _entry("戊县", "95", "95", vetoed=True), Entry("己县", "己县", trouble="文件是空的"),
    ]  # fmt: skip
    order = ranked(entries, desk.rubric())
    places = {one.entry.name: one.place and (one.place.best, one.place.worst) for one in order}
    assert places == {
        "甲县": (1, 1),
        "乙县": (2, 3),
        "丁县": (2, 3),
        "丙县": (2, 4),
        "戊县": None,
        "己县": None,
    }
    assert [one.entry.name for one in order][-2:] == ["戊县", "己县"]
    assert all(one.grade == "" for one in order)
    book = load_workbook(io.BytesIO(ranking_book("批次", order, "县（市、区）", Head(0, ""), masked=True)))
    shown = {
        row[1]: row[5] for row in book["排名"].iter_rows(min_row=4, max_col=6, values_only=True) if row[1]
    }
    assert (shown["甲县"], shown["丙县"], shown["戊县"], shown["己县"]) == ("1", "2–4", "否决", "—")


def test_the_total_of_a_rubric_that_scales_by_the_highest_is_a_range_while_the_highest_is_open() -> None:
    rubric = load_rubric("xxqu-township", lexicon())
    first, second = ranked([_entry("甲镇", "80", "80"), _entry("乙镇", "40", "50")], rubric)
    assert first.final == (Decimal(100), Decimal(100))
    assert second.final == (Decimal(50), Decimal("62.5"))


def test_the_problem_list_ends_with_what_held(desk: Desk, unit: str) -> None:
    (file,) = export_files(desk, "problems", [unit], "沈岚")
    page = load_workbook(io.BytesIO(file.content))["问题清单"]
    levels = [row[0] for row in page.iter_rows(min_row=4, max_col=1, values_only=True)]
    order = ["P0 致命", "P1 重要", "P2 优化", "通过"]
    assert levels == sorted(levels, key=order.index)
    review = desk.open(unit).assessment.review
    assert levels.count("通过") == len(review.reconciled)
    assert len(levels) == len(review.reconciled) + len(review.findings)
    assert page.freeze_panes
    assert page.auto_filter.ref
    (dossier,) = dossiers(desk, [unit])
    assert problem_list("云岭县", [dossier], {}, masked=True)


def test_every_family_of_codes_has_its_dimension() -> None:
    from docscore.check import CODES
    from docscore.cohort import COHORT_CODES
    from docscore.export.problem_list import DIMENSIONS

    assert {code[0] for code in (*CODES, *COHORT_CODES)} <= set(DIMENSIONS)


def _template(*, named: bool) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["本局复核打分表"])
    page.append(["序号", "指标名称", "分 值", "自评得分", "评审得分", "差值", "扣分原因", "经办科室"])
    for number in range(3, 60):
        page.cell(number, 6, f"=D{number}-E{number}")
        page.cell(number, 8, "绩效科")
    if named:
        for number in range(3, 60):
            page.cell(number, 8).value = None
        page["B3"], page["B4"] = "工作台账完整", "不在细则里的一项"
    else:
        for number in range(3, 60):
            page.cell(number, 8).value = None
        page["A60"], page["E60"] = "合计", "=SUM(E3:E59)"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_offices_own_table_is_filled_by_its_heads_and_keeps_its_formulas(desk: Desk, decided: str) -> None:
    template = _template(named=False)
    (file,) = export_files(desk, "recheck", [decided], "沈岚", template=template)
    (again,) = export_files(desk, "recheck", [decided], "沈岚", template=template)
    assert file == again
    page = load_workbook(io.BytesIO(file.content)).active
    assert page is not None
    lines = list(desk.open(decided).sheet.lines.values())
    assert [page.cell(3 + n, 2).value for n in range(len(lines))] == [line.line.name for line in lines]
    assert page["E3"].value == 0.5
    assert page["F3"].value == "=D3-E3"
    assert page["E60"].value == "=SUM(E3:E59)"
    assert "扣 1.5 分" in page["G3"].value
    assert file.notes == ("“Sheet”里不认得的列，没有填：经办科室",)


def test_rows_that_an_office_has_named_are_filled_beside_the_name(desk: Desk, decided: str) -> None:
    (file,) = export_files(desk, "recheck", [decided], "沈岚", template=_template(named=True))
    page = load_workbook(io.BytesIO(file.content)).active
    assert page is not None
    assert page["B4"].value == "不在细则里的一项"
    assert page["E4"].value is None
    assert any("不在细则里的一项" in note for note in file.notes)


def test_a_template_without_room_or_heads_is_told(desk: Desk) -> None:
    rows = [{"level3": f"第{number}项", "recheck_points": Decimal(1)} for number in range(60)]
    with pytest.raises(UsageError, match="只有 57 个空行，要填 60 行"):
        fill(_template(named=False), rows, "level3", masked=True)
    with pytest.raises(UsageError, match="没有找到认得的表头"):
        fill(_template(named=False), [], "unit", masked=True)
    with pytest.raises(UsageError, match="不用模板"):
        export_files(desk, "json", [desk.registers.listed()[0].id], "沈岚", template=b"")


def test_what_begins_like_a_formula_is_text_in_an_offices_table() -> None:
    rows = [{"level3": "=1+1", "recheck_points": Decimal(1), "remark": "=cmd|x"}]
    filled = fill(_template(named=False), rows, "level3", masked=True)
    page = load_workbook(io.BytesIO(filled.content)).active
    assert page is not None
    assert (page["B3"].data_type, page["B3"].value) == ("s", "=1+1")
    assert page["G3"].data_type == "s"


def _words(data: bytes) -> str:
    book = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in book.paragraphs), *cells])


def test_letters_are_on_the_page_of_the_standard_with_blanks(desk: Desk, decided: str) -> None:
    (dossier,) = dossiers(desk, [decided])
    for name in ("feedback", "opinion"):
        data = letter(dossier, name)
        section = docx.Document(io.BytesIO(data)).sections[0]
        assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)  # type: ignore[union-attr]
        words = _words(data)
        for blank in ("签字", "盖章", "年　　月　　日"):
            assert blank in words
        assert "{%" not in words
        assert "<script>{{7*7}}" in words
        assert "扣 1.5 分" in words
    assert _words(letter(dossier, "feedback")).index("进展情况") < _words(letter(dossier, "feedback")).index(
        "整改要求"
    )


def test_our_templates_are_what_their_maker_makes() -> None:
    for name, make in TEMPLATES.items():
        assert own_template(name.removesuffix(".docx")) == make(), (
            f"run python -m docscore.export.templates.make: {name}"
        )


def _word_template(text: str) -> bytes:
    book = docx.Document()
    book.add_paragraph(text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_offices_own_letter_is_filled_and_its_faults_are_told(desk: Desk, unit: str) -> None:
    (dossier,) = dossiers(desk, [unit])
    assert "云岭县的材料" in _words(letter(dossier, "feedback", _word_template("{{ unit }}的材料")))
    for text, told in (
        ("{{ county }}", "没有的名称"),
        ("{% for x in cuts %}", "标记写错"),
        ("{{ unit.__class__.__mro__ }}", "模板里"),
    ):
        with pytest.raises(UsageError, match=told):
            letter(dossier, "feedback", _word_template(text))
    with pytest.raises(UsageError, match="不是 Word 文件"):
        letter(dossier, "feedback", b"not a file")


def test_pages_are_marked_and_what_is_masked_is_black(tmp_path: Path) -> None:
    from PIL import Image

    from docscore.ingest.markedpages import DrawnBoxes, MarkedPage, blacked_out, pages_pdf

    out = io.BytesIO()
    Image.new("RGB", (200, 300), (255, 255, 255)).save(out, "JPEG")
    page = blacked_out(out.getvalue(), (100, 150), ((10, 10, 50, 20),))
    with Image.open(io.BytesIO(page)) as shown:
        assert max(shown.getpixel((60, 30))) < 20  # type: ignore[arg-type]
        assert min(shown.getpixel((150, 200))) > 240  # type: ignore[arg-type]
    marked = MarkedPage(page, (100, 150), (DrawnBoxes(((20, 100, 80, 110),), (26, 86, 174)),))
    first, second = (pages_pdf([marked, marked], "云岭县") for _ in range(2))
    assert first == second
    assert first.startswith(b"%PDF")


def test_what_is_masked_in_a_report_is_black_on_its_page_or_there_is_no_page(tmp_path: Path) -> None:
    from docscore.desk.pages import Look
    from docscore.desk.printing import _hidden
    from docscore.ingest import read

    report = read(Path(__file__).parents[2] / "corpus/yunling/report.pdf")
    number, block = next((n, b) for n, b in enumerate(report.blocks) if b.glyphs and len(b.text) > 30)
    masked = replace(block, text=block.text[:5] + "***" + block.text[8:])
    blocks = (*report.blocks[:number], masked, *report.blocks[number + 1 :])
    boxes = _hidden(Look(replace(report, blocks=blocks)))
    assert boxes is not None
    assert sum(map(len, boxes.values())) >= 1
    unplaced = (*report.blocks[:number], replace(masked, glyphs=None), *report.blocks[number + 1 :])
    assert _hidden(Look(replace(report, blocks=unplaced))) is None


def test_what_cannot_be_exported_is_told(desk: Desk, unit: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有名为“x”的导出"):
        export_files(desk, "x", [unit], "沈岚")
    with pytest.raises(UsageError, match="没有可以导出的材料"):
        export_files(desk, "batch", [], "沈岚")
    files = [*export_files(desk, "json", [unit], "沈岚"), *export_files(desk, "csv", [unit], "沈岚")]
    archive = one_file(files, "导/出")
    assert archive.name == "导出.zip"
    assert zipfile.ZipFile(io.BytesIO(archive.content)).namelist() == [file.name for file in files]
    assert len({one.id for one in EXPORTS}) == len(EXPORTS)
