"""The papers of a recheck of the sample forms of corpus/forms: as ``score -o`` writes them, and as LibreOffice computes them."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.desk.books import desk_at, formulas_agree, lexicon, recomputed

from docscore.cli import run
from docscore.desk import Order, decide, found_workspace
from docscore.desk.exporting import export_files
from docscore.export.recheck import RecheckLine, RecheckSheet
from docscore.export.recheck_book import COLUMNS, recheck_book
from docscore.ingest import read
from docscore.model import Action, Kind, Subject

PAPERS = Path(__file__).resolve().parents[2] / "corpus/forms/papers"
needs_office = pytest.mark.skipif(
    not shutil.which("soffice") and not os.environ.get("CI"), reason="LibreOffice imitates another program"
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The papers of a folder with every faulty form and the capped one in its two copies."""
    folder = tmp_path_factory.mktemp("recheck") / "自评表"
    folder.mkdir()
    for path in (*sorted(PAPERS.glob("*-faulty.docx")), PAPERS / "capped-clean.xlsx"):
        shutil.copy(path, folder)
    out = folder.parent / "复核表.xlsx"
    assert run(["score", str(folder), "--rubric", "form-platform-capped", "-o", str(out)]) == 0
    return out.read_bytes()


@pytest.fixture(scope="module")
def book(written: bytes) -> Workbook:
    return load_workbook(io.BytesIO(written), data_only=True)


def rows(page: Worksheet) -> Iterator[dict[str, object]]:
    """The rows below the heads of a sheet."""
    heads, *below = page.iter_rows(min_row=3, values_only=True)
    for row in below:
        yield dict(zip(map(str, heads), row, strict=True))


def test_the_papers_are_there_in_their_order(book: Workbook) -> None:
    assert book.sheetnames == [
        "汇总", "差值表", "问题清单", "柏榆县校产管理中心：乡村学校食堂改造", "柏榆县校产管理中心：乡村学校食堂改造（2）",
        "杏川市林业和草原局", "石桐县水利和湖泊局：河道日常保洁", "松坞县灌区管理所：灌溉渠系清淤维护", "芦湾区卫生健康局机关：51120025T00000077012",
        "底稿信息",
    ]  # fmt: skip
    for name in book.sheetnames[:-1]:
        page = book[name]
        assert page.freeze_panes
        assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
        assert page.print_title_rows


def test_a_form_has_thirteen_columns_as_it_prints_them(book: Workbook) -> None:
    page = book["杏川市林业和草原局"]
    assert [cell.value for cell in page[3]] == [head for head, _ in COLUMNS]
    cost = next(row for row in rows(page) if row["三级指标"] == "支付差错次数")
    assert [cost[head] for head, _ in COLUMNS[:11]] == [
        "综合管理", "财务管理", "支付差错次数", "≤", "2", "次", 5, "1次", 5, "1次", 5,
    ]  # fmt: skip
    assert cost["偏离度"] == -0.5


def test_a_reduced_row_says_why_and_an_open_row_what_is_open(book: Workbook) -> None:
    found = {row["三级指标"]: row for row in rows(book["松坞县灌区管理所：灌溉渠系清淤维护"])}
    gates, words = found["维修闸门数量"], found["渠系管护制度"]
    assert (gates["自评得分"], gates["复核得分"]) == (10, 9)
    assert all(word in str(gates["备注"]) for word in ("按“≥60座”，扣 1 分", "54", "见表1第"))
    assert words["复核得分"] is None
    assert "重算 9–12 分，待人工定" in str(words["备注"])


def test_a_row_without_a_result_is_open_and_never_0(book: Workbook) -> None:
    page = book["芦湾区卫生健康局机关：51120025T00000077012"]
    blank = next(row for row in rows(page) if row["三级指标"] == "婴幼儿家长满意度")
    assert not any(blank[head] for head in ("自评完成值", "复核完成值"))
    assert blank["复核得分"] is None
    assert "0–10" in str(blank["备注"])


def test_differences_are_by_row_and_by_form(book: Workbook) -> None:
    found = [row for row in rows(book["差值表"]) if "河道" in str(row["单位或项目"])]
    floating = next(row for row in found if row["三级指标"] == "打捞漂浮物")
    heads = ("自评得分", "重算下限", "重算上限", "超出重算", "复核得分", "差值")
    assert [floating[head] for head in heads] == [11, 9, 9, 2, 9, 2]
    words = next(row for row in found if row["三级指标"] == "长效保洁机制")
    assert [words[head] for head in heads] == [10, 0, 10, 0, None, None]
    total = found[-1]
    assert total["一级指标"] == "小计"
    assert (total["自评得分"], total["复核得分"]) == (99.87, None)


def test_what_a_form_leaves_blank_is_blank_in_the_paper(tmp_path: Path) -> None:
    """Its rate, its points and the unit of its money: none of them is made up or summed to 0."""
    path = tmp_path / "表.xlsx"
    book = load_workbook(PAPERS / "national-clean.xlsx")
    page = book.active
    page["A5"] = "项目资金"
    for cell in (
        "G6",
        "H6",
        *(f"G{row}" for row in range(13, 22)),
    ):  # 执行率 and its 得分, 得分 of all rows and their total
        page[cell] = None
    book.save(path)
    assert run(["score", str(path), "--rubric", "form-national", "-o", str(tmp_path / "复核.xlsx")]) == 0
    written = load_workbook(tmp_path / "复核.xlsx", data_only=True)
    sheet = written[written.sheetnames[3]]
    rate, *_ = rows(sheet)
    assert (rate["自评完成值"] or None, rate["自评得分"], rate["复核完成值"]) == (None, None, "95.00%")
    total = next(row for row in rows(sheet) if str(row["一级指标"]).startswith("合计"))
    assert (total["权重"], total["自评得分"] or None) == (100, None)
    assert any("没有写是元还是万元" in str(row["一级指标"]) for row in rows(sheet))


def test_low_execution_caps_the_total_and_says_so(book: Workbook) -> None:
    capped = [row for row in rows(book["汇总"]) if "食堂" in str(row["单位或项目"])]
    assert [row["复核得分"] for row in capped] == [89, None]
    assert capped[0]["差值"] == 0
    assert all("封顶 89 分" in str(row["进度"]) for row in capped)
    last = book[book.sheetnames[3]].max_row
    texts = [cell.value for row in book[book.sheetnames[3]].iter_rows(max_row=last) for cell in row]
    assert "预算执行率低，总分封顶 89 分" in texts


def test_the_problem_list_has_what_held_too(book: Workbook) -> None:
    found = list(rows(book["问题清单"]))
    levels = {str(row["等级"]) for row in found}
    assert levels >= {"P1 重要", "通过"}
    held = [row for row in found if row["等级"] == "通过" and "河道" in str(row["对象"])]
    assert any("执行率与预算数、执行数" in str(row["事实及判定"]) for row in held)
    assert all(row["核验依据"] for row in found)


@needs_office
def test_libreoffice_computes_the_values_that_were_cached(written: bytes, tmp_path: Path) -> None:
    assert formulas_agree(written, tmp_path) > 200


@needs_office
def test_what_a_person_fills_in_runs_through_all_sheets(written: bytes, tmp_path: Path) -> None:
    name = "石桐县水利和湖泊局：河道日常保洁"
    filled = load_workbook(io.BytesIO(written))
    page = filled[name]
    for row in page.iter_rows(min_row=4):
        if row[2].value in ("长效保洁机制", "项目总成本"):
            row[10].value = {"长效保洁机制": 6, "项目总成本": 9.8}[row[2].value]
    theirs = recomputed(filled, tmp_path)
    summed = next(row for row in rows(theirs["汇总"]) if "河道" in str(row["单位或项目"]))
    assert round(float(str(summed["复核得分"])), 2) == 93.8
    assert round(float(str(summed["差值"])), 2) == 6.07
    line = next(row for row in rows(theirs["差值表"]) if row["三级指标"] == "长效保洁机制")
    assert (line["复核得分"], line["差值"]) == (6, 4)


def test_a_workspace_writes_the_same_paper_and_leaves_the_remark_to_the_reviewer(tmp_path: Path) -> None:
    found_workspace(tmp_path / "批次", "form-national", lexicon=lexicon()).close()
    desk = desk_at(tmp_path / "批次")
    row = desk.take_in(PAPERS / "national-faulty.docx", reader=read)
    (paper,) = export_files(desk, "recheck", [row.id], "沈岚")
    book = load_workbook(io.BytesIO(paper.content), data_only=True)
    page = book[book.sheetnames[2]]
    gates = next(row for row in rows(page) if row["三级指标"] == "维修闸门数量")
    assert (gates["自评得分"], gates["复核得分"], gates["备注"]) == (10, None, "")
    assert str(gates["#对象"]) == "criterion:r2"
    told = next(row for row in rows(book["差值表"]) if row["三级指标"] == "维修闸门数量")
    assert (told["重算下限"], told["重算上限"], told["超出重算"]) == (9, 9, 1)
    assert "重算 9 分，待复核" in str(told["备注"])
    decide(desk, row.id, Order(Subject(Kind.CRITERION, "r2"), Action.ACCEPT, "9"), "沈岚")
    (paper,) = export_files(desk, "recheck", [row.id], "沈岚")
    page = load_workbook(io.BytesIO(paper.content))[book.sheetnames[2]]
    gates = next(row for row in rows(page) if row["三级指标"] == "维修闸门数量")
    assert gates["复核得分"] == 9
    assert "扣 1 分" in str(gates["备注"])


def _line(**more: object) -> RecheckLine:
    plain = RecheckLine(
        "产出", "数量", "修路", "≥", "5", "公里", Decimal(10), "5", Decimal(10), None, "5", Decimal(10), None, "",
        Decimal(10), Decimal(10),
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "names",
    [
        ("a:b*c?/[d]\\", "a:b*c?/[d]\\"),
        ("汇总", "差值表", "History", "'", ""),
        ("长" * 40, "长" * 40, "长" * 31),
        ("𠮷" * 31, "𠮷" * 31),
    ],
)
def test_names_of_sheets_are_such_as_excel_takes(names: tuple[str, ...]) -> None:
    sheets = [RecheckSheet(name, name, (_line(),), "未开始", Decimal(10), Decimal(10)) for name in names]
    found = load_workbook(io.BytesIO(recheck_book("批次", sheets, masked=True))).sheetnames[2:]
    assert len({name.casefold() for name in (*found, "汇总", "差值表", "history")}) == len(names) + 3
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= 31 for name in found)
    assert not any(letter in name for name in found for letter in "[]:*?/\\'")


def test_a_row_without_weight_is_no_full_mark() -> None:
    lines = (_line(), _line(level3="架桥", weight=None, points=None, low=Decimal(0), high=Decimal(0)))
    sheet = RecheckSheet("项目", "项目", lines, "未开始", Decimal(10), Decimal(10))
    book = load_workbook(io.BytesIO(recheck_book("批次", [sheet], masked=True)), data_only=True)
    bridge = next(row for row in rows(book["差值表"]) if row["三级指标"] == "架桥")
    assert [bridge[head] for head in ("重算下限", "重算上限", "超出重算", "复核得分")] == [None] * 4
    assert book["项目"]["G5"].value is None
    assert book["项目"]["A6"].value == "合计（复核未定完）"


def test_what_an_author_wrote_does_not_compute() -> None:
    sheet = RecheckSheet(
        "=1+1", "=1+1", (_line(level3="=CMD()", remark="=A1"),), "未开始", Decimal(10), Decimal(10)
    )
    page = load_workbook(io.BytesIO(recheck_book("=1+1", [sheet], masked=True)))["=1+1"]
    assert page["C4"].data_type == page["M4"].data_type == "s"


def test_one_file_that_cannot_be_read_costs_itself_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "自评表", tmp_path / "复核表.xlsx"
    folder.mkdir()
    shutil.copy(PAPERS / "hubei-clean.docx", folder)
    (folder / "坏的.pdf").write_bytes(b"%PDF-1.4 cut off")
    assert run(["score", str(folder), "--rubric", "form-hubei-2020", "-o", str(out)]) == 3
    assert "坏的.pdf" in capsys.readouterr().err
    assert load_workbook(out).sheetnames == [
        "汇总",
        "差值表",
        "问题清单",
        "石桐县水利和湖泊局：河道日常保洁",
        "底稿信息",
    ]


def test_the_papers_are_the_same_bytes_twice(tmp_path: Path) -> None:
    made = []
    for name in ("a.xlsx", "b.xlsx"):
        path = tmp_path / name
        assert run(["score", str(PAPERS / "capped-faulty.xlsx"), "--rubric", "form", "-o", str(path)]) == 0
        made.append(path.read_bytes())
    assert made[0] == made[1]
