"""Self-scores in running text, and those of a file of their own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from docscore.errors import InputError
from docscore.extract import extract
from docscore.ingest import read
from docscore.link import link, with_self_scores
from docscore.model import Assertions
from docscore.normalize import normalize
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.journey import assess

_LEXICON = load_lexicon()
_RUBRIC = load_rubric("guangdong-2019", _LEXICON)


def _said(text: str, tmp_path: Path) -> Assertions:
    path = tmp_path / "report.txt"
    path.write_text(f"自评报告\n\n{text}", encoding="utf-8")
    document = read(path)
    return link(document, extract(normalize(document), _LEXICON), _RUBRIC)


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("服务体系建设自评21分。", {"S2.1": 21}),
        ("组织领导（满分2分）自评得分2分，方案制定（2分）自评1.5分。", {"S1.1": 2, "S1.2": Decimal("1.5")}),
        ("农村产品上行10分，自评9分。", {"S2.2": 9}),
        ("农村产品上行：满分10分，自评得9分。", {"S2.2": 9}),
        ("自评情况：方案制定得1.5分，政策支持得2分。", {"S1.2": Decimal("1.5"), "S1.3": 2}),
        ("（三）信息公开自评得分为4分。", {"S3.1": 4}),
        ("电商人才培训方面自查得分18分，扣2分。", {"S2.3": 18}),
        ("本次自评按照指标体系进行，服务体系建设满分25分。", {}),
        ("服务体系建设得到加强，培训达到20场。", {}),
        ("市商务局考核服务体系建设21分。", {}),
    ],
)
def test_in_running_text(text: str, gives: dict[str, Decimal], tmp_path: Path) -> None:
    said = _said(text, tmp_path)
    assert {score.indicator: score.points for score in said.self_scores} == gives


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("我县创建考评自评得分89分。", [89]),
        ("经自评，总分89.5分。", [Decimal("89.5")]),
        ("自评总分为92分。", [92]),
        ("加强组织领导与统筹协调部分自评10分。", []),
        ("满分100分。", []),
    ],
)
def test_totals_in_running_text(text: str, totals: list[Decimal], tmp_path: Path) -> None:
    assert [total.points for total in _said(text, tmp_path).stated_totals] == totals


def test_a_section_in_running_text_is_a_subtotal(tmp_path: Path) -> None:
    said = _said("加强组织领导与统筹协调部分自评10分。", tmp_path)
    assert [(total.section, total.points) for total in said.subtotals] == [("S1", Decimal(10))]


def _table(path: Path, heading: str = "得分", name: str = "服务体系建设", points: int = 20) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for row, cells in enumerate(
        [["指标", "分值", heading], [name, 25, points], ["组织领导", 2, 2], ["合计", 27, 22]]
    ):
        sheet.write_row(row, 0, cells)
    book.close()
    return path


def test_a_table_in_a_file_of_its_own(tmp_path: Path) -> None:
    report = _said("服务体系建设自评21分。自评总分23分。", tmp_path)
    both = with_self_scores(report, read(_table(tmp_path / "自评表.xlsx")), _RUBRIC)
    assert {score.indicator: score.points for score in both.self_scores} == {"S2.1": 20, "S1.1": 2}
    assert [score.points for score in both.told_scores] == [21]
    assert [total.points for total in both.stated_totals] == [22, 23]
    assert both.self_scores[0].place.paper == "自评表.xlsx"
    assert "自评表.xlsx" in both.self_scores[0].place.label


def test_differences_between_report_and_table_are_findings(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("自评报告\n服务体系建设自评21分。自评总分23分。", encoding="utf-8")
    table = _table(tmp_path / "自评表.xlsx")
    review = assess(path, _RUBRIC, _LEXICON, read, self_scores=table).review
    (other,) = [finding for finding in review.findings if finding.code == "S10"]
    assert "21" in other.message
    assert "20" in other.message
    assert [finding.message for finding in review.findings if finding.code == "S04"] == [
        "自评总分写 23 分，各项相加为 22 分，相差 1 分"
    ]


def test_a_file_without_self_scores_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("自评报告\n建成中心。", encoding="utf-8")
    table = _table(tmp_path / "名单.xlsx", heading="电话")
    with pytest.raises(InputError, match=r"名单\.xlsx.*没有读到"):
        assess(path, _RUBRIC, _LEXICON, read, self_scores=table)
