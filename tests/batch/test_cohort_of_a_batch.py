"""A batch compared: places for the rules that ask for one, X findings with both places, the same for the web."""

from __future__ import annotations

import pytest

from docscore.desk import Desk, Opened, cohort_findings, cohort_ranks
from docscore.model import CohortRank, Status
from docscore.store import open_workspace

from . import province

_JOBS = {"云岭县": "900", "澄溪县": "1500", "禾丰县": "1500", "清河县": "400", "青石县": None}
_COPIED = (
    "农产品标准化程度不高、品牌影响力不足，电商人才留不住、镇村站点运营能力弱，冷链物流短板明显、鲜活产品损耗较大，"
    "部门之间数据没有共享、统计口径不一，这些问题有待在下一步工作中逐项研究、明确责任、限期解决，并向群众公开。"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("batch")
    for name, jobs in _JOBS.items():
        lines = [f"{name}电子商务进农村综合示范工作自评报告", "一、工作成效"]
        if jobs:
            lines.append(f"全县带动就业{jobs}人。")
        lines += ["二、存在问题", _COPIED if name in ("云岭县", "清河县") else f"{name}的问题另行报告。"]
        (folder / f"{name}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    # the workspace lies among the submissions and is none
    done = province.run(folder, folder / "ws", rubric="ningqiang-2019")
    assert done.returncode == 0, done.stderr
    return Desk.at(open_workspace(folder / "ws"))


def _opened(desk: Desk, name: str) -> Opened:
    (row,) = (row for row in desk.registers.listed() if row.name == name)
    return desk.open(row.id)


def test_lines_that_ask_for_a_place_get_it_once_all_are_in(desk: Desk) -> None:
    def line(name: str) -> tuple[Status, str]:
        outcome = _opened(desk, name).sheet.lines["S9.1.2"].line.outcome
        return outcome.status, f"{outcome.low:f}–{outcome.high:f}"

    assert cohort_ranks(desk, _opened(desk, "云岭县").row.id)["jobs"] == CohortRank(3, 4, 5)
    # 1500 twice: first or second with the county that states nothing, 20 % to 40 %
    assert line("澄溪县") == line("禾丰县")
    assert line("澄溪县")[0] is not Status.PENDING
    assert line("清河县")[1] == "0–0"  # fourth or fifth of five: 80 % to 100 %
    assert line("青石县")[0] is Status.PENDING


def test_its_row_is_of_the_same_assessment(desk: Desk) -> None:
    for row in desk.registers.listed():
        assert row.assessment == desk.open(row.id).digest


def test_copied_text_is_found_from_either_side(desk: Desk) -> None:
    ids = {name: _opened(desk, name).row.id for name in _JOBS}
    for name in ("云岭县", "清河县"):
        (found,) = cohort_findings(desk, ids[name])
        assert (found.finding.code, set(found.units)) == ("X02", {ids["云岭县"], ids["清河县"]})
        assert {place.label.partition("：")[0] for place in found.finding.places} == {"云岭县", "清河县"}
    assert not cohort_findings(desk, ids["禾丰县"])
    assert "段文字雷同" in (desk.workspace.folder / "report.html").read_text(encoding="utf-8")
