"""Workbooks come back: what was filled lands once, what stands in the way is shown, nothing is overwritten or lost."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from docscore.desk import Desk, Order, decide
from docscore.desk.dossiers import dossiers
from docscore.desk.exporting import export_files
from docscore.desk.importing import Imported, import_workbook
from docscore.errors import DocscoreError, InputError, UsageError
from docscore.export.review_book import submission_book
from docscore.model import Action, Kind, Role, Status, Subject
from docscore.review import figure_key, verify

from .books import Book, new_desk, through_libreoffice

needs_office = pytest.mark.skipif(
    not shutil.which("soffice") and not os.environ.get("CI"), reason="LibreOffice imitates another program"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


@pytest.fixture
def unit(desk: Desk) -> str:
    return desk.registers.listed()[0].id


def _book(desk: Desk, unit: str) -> Book:
    return Book(submission_book(next(dossiers(desk, [unit]))))


def _import(desk: Desk, book: Book | bytes, by: str = "沈岚") -> Imported:
    data = book if isinstance(book, bytes) else book.saved()
    return import_workbook(desk, "填好.xlsx", data, by)


def _lines(desk: Desk, unit: str, count: int) -> list[str]:
    lines = desk.open(unit).sheet.lines
    return [key for key, line in lines.items() if line.line.max >= 2][:count]


def _points(desk: Desk, unit: str, line: str) -> str:
    points = desk.open(unit).sheet.lines[line].points
    return "" if points is None else f"{points.normalize():f}"


def test_an_untouched_workbook_adds_nothing(desk: Desk, unit: str) -> None:
    done = _import(desk, _book(desk, unit))
    assert (done.landed, done.before, done.refused, done.notes) == (0, 0, (), ())
    assert done.untouched > 40
    assert desk.journal.head[0] == 0


def test_filled_rows_land_once_however_often_they_are_imported(desk: Desk, unit: str) -> None:
    one, two, three = _lines(desk, unit, 3)
    book = _book(desk, unit)
    book.put("评分表", book.row_of("评分表", one), 意见="认可")
    book.put("评分表", book.row_of("评分表", two), 意见="改分", 复核得分=1, 理由="清单缺 3 个")
    book.put("评分表", book.row_of("评分表", three), 意见="备注", 理由="再核")
    finding = next(iter(desk.open(unit).sheet.findings))
    book.put("疑点", book.row_of("疑点", finding), 意见="不成立", 理由="已核原件")
    first, again = _import(desk, book), _import(desk, book)
    assert (first.landed, first.refused) == (4, ())
    assert (again.landed, again.before, again.refused) == (0, 4, ())
    sheet = desk.open(unit).sheet
    assert sheet.lines[one].points == sheet.lines[one].line.outcome.supported
    assert _points(desk, unit, two) == "1"
    assert {entry.by for entry in desk.journal.of(unit)} == {"沈岚"}
    assert verify(desk.journal.everything(), desk.journal.head[1]) is None


@needs_office
def test_a_workbook_saved_by_another_program_comes_back_whole(desk: Desk, unit: str, tmp_path: Path) -> None:
    one, two = _lines(desk, unit, 2)
    book = _book(desk, unit)
    book.put("评分表", book.row_of("评分表", one), 意见="改分", 复核得分="=1+0.5", 理由="按两项各计\n0.75 分")
    book.put("评分表", book.row_of("评分表", two), 意见="改分", 复核得分=1, 理由="缺验收")
    back = through_libreoffice(book.saved(), tmp_path)
    done = _import(desk, back)
    assert (done.landed, done.refused, done.notes) == (2, (), ())
    assert (_points(desk, unit, one), _points(desk, unit, two)) == ("1.5", "1")
    assert _import(desk, back).landed == 0
    assert (
        _import(desk, through_libreoffice(_book(desk, unit).saved(), tmp_path)).untouched
        == done.untouched + 2
    )


@needs_office
def test_the_recheck_form_comes_back_from_another_program(desk: Desk, unit: str, tmp_path: Path) -> None:
    (one,) = _lines(desk, unit, 1)
    (file,) = export_files(desk, "recheck", [unit], "沈岚")
    book = Book(file.content)
    book.put("云岭县", book.row_of("云岭县", one), 复核得分=1, 备注="站点清单缺 3 个")
    done = _import(desk, through_libreoffice(book.saved(), tmp_path))
    assert (done.landed, done.refused, done.notes) == (1, (), ())
    assert desk.open(unit).sheet.lines[one].decision.reason == "站点清单缺 3 个"  # type: ignore[union-attr]
    (file,) = export_files(desk, "recheck", [unit], "沈岚")
    assert _import(desk, through_libreoffice(file.content, tmp_path)).landed == 0


@pytest.mark.parametrize(
    "written", ["1.5", " １．５ ", "1.50 分", "1．5分", 1.5, "1.5　"], ids=lambda value: repr(value)
)
def test_points_are_read_however_they_are_typed(desk: Desk, unit: str, written: object) -> None:
    (line,) = _lines(desk, unit, 1)
    book = _book(desk, unit)
    book.put("评分表", book.row_of("评分表", line), 复核得分=written, 理由=" 缺一项 ")
    assert _import(desk, book).landed == 1
    assert _points(desk, unit, line) == "1.5"


@pytest.mark.parametrize("day", ["2099-12-31", "2099年12月31日", "2099/12/31", "２０９９．１２．３１"])
def test_the_last_day_of_an_explanation_is_read_however_it_is_typed(desk: Desk, unit: str, day: str) -> None:
    finding = next(iter(desk.open(unit).sheet.findings))
    book = _book(desk, unit)
    book.put("疑点", book.row_of("疑点", finding), 意见="常设说明", 有效至=day, 理由="省里已核")
    assert _import(desk, book).landed == 1
    assert desk.open(unit).sheet.findings[finding].decision.value == "2099-12-31"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"复核得分": 99, "意见": "改分", "理由": "x"}, "不是可给的分"),
        ({"复核得分": -1, "意见": "改分", "理由": "x"}, "不是可给的分"),
        ({"复核得分": "1.234", "意见": "改分", "理由": "x"}, "不是可给的分"),
        ({"复核得分": "两分", "意见": "改分", "理由": "x"}, "不是分数"),
        ({"复核得分": "#REF!", "意见": "改分", "理由": "x"}, "公式错误"),
        ({"复核得分": 0, "意见": "改分"}, "理由"),
        ({"意见": "改分", "理由": "x"}, "没有填复核得分"),
        ({"理由": "x"}, "没有选“意见”"),
        ({"意见": "大概可以"}, "不认得"),
        ({"意见": "撤回"}, "没有可以撤回"),
        ({"意见": "备注"}, "备注"),
        ({"意见": "签发"}, "只能写认可、改分"),
    ],
)
def test_a_bad_row_is_told_and_good_rows_land(
    desk: Desk, unit: str, cells: dict[str, object], told: str
) -> None:
    bad, good = _lines(desk, unit, 2)
    book = _book(desk, unit)
    row = book.row_of("评分表", bad)
    book.put("评分表", row, **cells)
    book.put("评分表", book.row_of("评分表", good), 意见="认可")
    done = _import(desk, book)
    (refusal,) = done.refused
    assert done.landed == 1
    assert (refusal.sheet, refusal.row, refusal.unit) == ("评分表", row, "云岭县")
    assert told in refusal.told()
    assert _points(desk, unit, bad) == ""


def test_what_another_decided_since_is_shown_and_kept(desk: Desk, unit: str) -> None:
    (line,) = _lines(desk, unit, 1)
    book = _book(desk, unit)
    book.put("评分表", book.row_of("评分表", line), 意见="改分", 复核得分=2, 理由="已补")
    subject = Subject(Kind.CRITERION, line)
    decide(desk, unit, Order(subject, Action.SET, "1", "清单缺项"), "周启明")
    (refusal,) = _import(desk, book).refused
    for words in ("现为改分 1（周启明", "清单缺项", "您填的是复核得分 2", "没有覆盖"):
        assert words in refusal.told()
    assert _points(desk, unit, line) == "1"


def test_an_old_workbook_does_not_undo_what_its_writer_decided_later(desk: Desk, unit: str) -> None:
    (line,) = _lines(desk, unit, 1)
    book = _book(desk, unit)
    book.put("评分表", book.row_of("评分表", line), 意见="改分", 复核得分=1, 理由="清单缺项")
    _import(desk, book)
    last = desk.open(unit).last
    decide(desk, unit, Order(Subject(Kind.CRITERION, line), Action.SET, "2", "已补", last), "沈岚")
    done = _import(desk, book)
    assert (done.landed, done.before) == (0, 1)
    assert _points(desk, unit, line) == "2"
    book.put("评分表", book.row_of("评分表", line), 复核得分=0)
    assert len(_import(desk, book).refused) == 1
    assert _points(desk, unit, line) == "2"


def test_a_comment_of_another_is_no_conflict(desk: Desk, unit: str) -> None:
    (line,) = _lines(desk, unit, 1)
    book = _book(desk, unit)
    book.put("评分表", book.row_of("评分表", line), 意见="认可")
    decide(desk, unit, Order(Subject(Kind.CRITERION, line), Action.COMMENT, "", "请看附件"), "周启明")
    assert _import(desk, book).landed == 1


def test_a_line_that_changed_since_is_refused_and_the_others_land(desk: Desk, unit: str) -> None:
    county = desk.open(unit)
    claim = next(c for c in county.assessment.assertions.claims["trainees"] if c.figure.role is Role.ACTUAL)
    book = _book(desk, unit)
    for row in book.rows("评分表"):
        book.put("评分表", row, 意见="认可")
    order = Order(
        Subject(Kind.FIGURE, figure_key(claim.figure.place)), Action.CORRECT, "12人次", "名册只有 12 行"
    )
    later = decide(desk, unit, order, "周启明")
    changed = [k for k, line in later.sheet.lines.items() if line.line != county.sheet.lines[k].line]
    assert changed
    done = _import(desk, book)
    assert done.landed == len(county.sheet.lines) - len(done.refused)
    assert 0 < len(done.refused) <= len(changed)
    assert all("区间现为" in refusal.told() for refusal in done.refused)


def test_a_signed_sheet_takes_nothing(desk: Desk, unit: str) -> None:
    from docscore.desk import sign

    book = _book(desk, unit)
    for key, line in desk.open(unit).sheet.lines.items():
        points = f"{line.line.outcome.supported:f}"
        decide(desk, unit, Order(Subject(Kind.CRITERION, key), Action.ACCEPT, points), "沈岚")
    sign(desk, unit, "组长", 0)
    signed = desk.journal.head
    finding = next(iter(desk.open(unit).sheet.findings))
    book.put("疑点", book.row_of("疑点", finding), 意见="不成立", 理由="已核")
    (refusal,) = _import(desk, book).refused
    assert "已签发" in refusal.told()
    assert desk.journal.head == signed


def test_figures_are_corrected_after_the_lines_that_were_decided_on_them(desk: Desk, unit: str) -> None:
    county = desk.open(unit)
    figure = next(
        c.figure for c in county.assessment.assertions.claims["trainees"] if c.figure.role is Role.ACTUAL
    )
    book = _book(desk, unit)
    met = next(k for k, line in county.sheet.lines.items() if line.line.outcome.status is Status.MET)
    book.put("评分表", book.row_of("评分表", met), 意见="认可")
    row = list(book.rows("数据"))[county.assessment.extraction.figures.index(figure)]
    book.put("数据", row, 意见="更正", 更正为="12人次", 理由="名册只有 12 行")
    done = _import(desk, book)
    assert (done.landed, done.refused) == (2, ())
    assert desk.open(unit).row.low < county.row.low  # type: ignore[operator]
    assert [entry.action for entry in desk.journal.of(unit)] == [Action.ACCEPT, Action.CORRECT]
    assert _import(desk, book).landed == 0


def test_taking_back_in_the_workbook_is_an_entry_of_its_own_and_only_once(desk: Desk, unit: str) -> None:
    (line,) = _lines(desk, unit, 1)
    decide(desk, unit, Order(Subject(Kind.CRITERION, line), Action.SET, "1", "清单缺项"), "沈岚")
    book = _book(desk, unit)
    book.put("评分表", book.row_of("评分表", line), 意见="撤回")
    assert (_import(desk, book).landed, _import(desk, book).before) == (1, 1)
    assert _points(desk, unit, line) == ""


def test_emptied_cells_take_nothing_back(desk: Desk, unit: str) -> None:
    (line,) = _lines(desk, unit, 1)
    decide(desk, unit, Order(Subject(Kind.CRITERION, line), Action.SET, "1", "清单缺项"), "沈岚")
    book = _book(desk, unit)
    book.put("评分表", book.row_of("评分表", line), 意见=None, 复核得分=None, 理由=None)
    (refusal,) = _import(desk, book).refused
    assert "清空不等于撤回" in refusal.told()
    assert _points(desk, unit, line) == "1"


def test_rows_sorted_columns_added_and_cells_merged_do_no_harm(desk: Desk, unit: str) -> None:
    one, two = _lines(desk, unit, 2)
    book = _book(desk, unit)
    page = book.book["评分表"]
    first, second = book.row_of("评分表", one), book.row_of("评分表", two)
    for row in (first, second):
        book.put("评分表", row, 意见="改分", 复核得分=1)
    book.put("评分表", first, 理由="两项同一原因")
    reason = book.heads("评分表")[1]["理由"]
    if second == first + 1:
        page.merge_cells(start_row=first, end_row=second, start_column=reason, end_column=reason)
    else:
        book.put("评分表", second, 理由="两项同一原因")
    page.cell(book.heads("评分表")[0], page.max_column + 1).value = "我的备忘"
    done = _import(desk, book)
    assert (done.landed, done.refused, done.notes) == (2, (), ())
    assert desk.open(unit).sheet.lines[two].decision.reason == "两项同一原因"  # type: ignore[union-attr]


def test_a_missing_column_is_named_and_other_sheets_are_read(desk: Desk, unit: str) -> None:
    book = _book(desk, unit)
    head, heads = book.heads("评分表")
    book.book["评分表"].cell(head, heads["理由"]).value = None
    finding = next(iter(desk.open(unit).sheet.findings))
    book.put("疑点", book.row_of("疑点", finding), 意见="不成立", 理由="已核")
    done = _import(desk, book)
    assert done.landed == 1
    assert any("评分表" in note and "理由" in note for note in done.notes)


def test_a_row_without_its_hidden_keys_is_told(desk: Desk, unit: str) -> None:
    book = _book(desk, unit)
    page, (_, heads) = book.book["评分表"], book.heads("评分表")
    below = page.max_row + 1
    page.cell(below, heads["评分项"]).value = "另加的一项"
    page.cell(below, heads["意见"]).value = "认可"
    page.cell(book.row_of("评分表", _lines(desk, unit, 1)[0]), heads["#对象"]).value = "乱写"
    done = _import(desk, book)
    assert max(refusal.row for refusal in done.refused) == below
    assert len(done.refused) == 2


def _plain_workbook() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "空的"),
        (b"PK\x03\x04 broken", "不是 Excel"),
        ("评分表,复核得分".encode(), "不是 Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式"),
        (_plain_workbook(), "不是 docscore"),
    ],
    ids=["empty", "broken", "csv", "xls", "foreign"],
)
def test_what_is_no_workbook_of_ours_gets_one_clear_message(desk: Desk, data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        _import(desk, data)


def test_a_workbook_of_another_workspace_is_refused_whole(desk: Desk, unit: str) -> None:
    book = _book(desk, unit)
    for sheet in ("评分表", "疑点", "数据"):
        for row in book.rows(sheet):
            place = book.get(sheet, row, "#材料")
            book.put(sheet, row, **{"#材料": place.replace(place[:8], "00000000")})
    with pytest.raises(UsageError, match="不是从这个工作区导出的"):
        _import(desk, book)


def test_who_may_not_decide_on_a_submission_decides_nothing(desk: Desk, unit: str) -> None:
    book = _book(desk, unit)
    (line,) = _lines(desk, unit, 1)
    book.put("评分表", book.row_of("评分表", line), 意见="认可")
    done = import_workbook(desk, "填好.xlsx", book.saved(), "沈岚", may=lambda _: False)
    assert (done.landed, len(done.refused)) == (0, 1)
    assert isinstance(done.refused[0].told(), str)
    assert issubclass(InputError, DocscoreError)
