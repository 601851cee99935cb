"""Forms at the desk: each form of a file is opened, decided on and signed by itself, whatever comes and goes around it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.forms import grids
from tests.forms.county import clean, copy, grid
from tests.forms.faults import execution_caps
from tests.forms.unit import folder, form

from docscore.desk import Desk, Order, decide, found_workspace
from docscore.errors import UsageError
from docscore.ingest import read
from docscore.model import Action, Kind, Subject
from docscore.packs.lexicon import load_lexicon, packs_hash
from docscore.store import open_workspace


@pytest.fixture(scope="module")
def packs() -> tuple[object, str]:
    return load_lexicon(), packs_hash()


@pytest.fixture
def desk(tmp_path: Path, packs: tuple[object, str]) -> Desk:
    found_workspace(tmp_path / "ws", "form-national", lexicon=packs[0]).close()  # type: ignore[arg-type]
    return Desk(open_workspace(tmp_path / "ws"), *packs)  # type: ignore[arg-type]


def _standing(desk: Desk) -> dict[str, str]:
    """Names and ids of what is on the list."""
    return {row.name: row.id for row in desk.registers.listed(sort="name") if not row.removed}


def _set(desk: Desk, submission: str, criterion: str, points: str) -> None:
    order = Order(Subject(Kind.CRITERION, criterion), Action.SET, points, "以盖章佐证为准")
    decide(desk, submission, order, "甲")


def test_each_form_is_a_sheet_of_its_own(desk: Desk, tmp_path: Path) -> None:
    desk.take_in(folder(tmp_path / "交通局"), reader=read)
    ids = _standing(desk)
    unit = "某县交通运输局机关"
    assert sorted(ids) == [f"{unit}：{name}" for name in sorted(("农村公路养护", "客运补贴", "桥梁加固"))]
    road, bridge = (desk.open(ids[f"{unit}：{name}"]) for name in ("农村公路养护", "桥梁加固"))
    assert road.assessment.form is not None
    assert list(road.sheet.lines) == ["execution", *(f"r{n}" for n in range(1, 9))]
    _set(desk, road.row.id, "r1", "3")
    _set(desk, road.row.id, "execution", "4")
    assert desk.open(road.row.id).sheet.lines["r1"].points == 3
    assert desk.open(bridge.row.id).sheet.lines["r1"].points is None
    assert desk.registers.get(road.row.id).decided == 2
    assert road.row.unread == 2  # the photo, and the paper that should hold a form


def test_decisions_stay_with_their_form(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "forms.docx"
    desk.take_in(grids.docx("\n".join([form(1, "农村公路养护"), form(2, "桥梁加固")]), path), "甲县", read)
    bridge = _standing(desk)["某县交通运输局机关：桥梁加固"]
    _set(desk, bridge, "r2", "1")
    # another one before it, the road's gone
    desk.take_in(grids.docx("\n".join([form(4, "公交补贴"), form(2, "桥梁加固")]), path), "甲县", read)
    assert sorted(_standing(desk)) == ["某县交通运输局机关：公交补贴", "某县交通运输局机关：桥梁加固"]
    assert desk.open(bridge).sheet.lines["r2"].points == 1
    assert [row.name for row in desk.registers.listed() if row.removed] == [
        "某县交通运输局机关：农村公路养护"
    ]
    path.write_bytes(b"")  # it cannot be read any more, and then again
    assert "文件是空的" in desk.take_in(path, "甲县", read).trouble
    assert list(_standing(desk)) == ["甲县"]
    desk.take_in(grids.docx(form(2, "桥梁加固"), path), "甲县", read)
    assert list(_standing(desk).values()) == [bridge]
    assert desk.open(bridge).sheet.lines["r2"].points == 1
    assert not [row for row in desk.registers.listed() if row.trouble]


def test_forms_of_one_name_are_told_apart(desk: Desk, tmp_path: Path) -> None:
    same = "\n".join([form(1, "日常公用经费"), form(2, "日常公用经费")])
    desk.take_in(grids.docx(same, tmp_path / "forms.docx"), "甲县", read)
    rows = desk.registers.listed()
    assert len({row.id for row in rows}) == len(rows) == 2
    assert len({row.self_total for row in rows}) == 2


def test_a_file_of_many_forms_is_taken_apart_once(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each form that is opened would else read all the others again: an hour for a workbook of five hundred."""
    paper = "\n".join(form(seed, f"项目{seed}") for seed in (1, 2, 3))
    desk.take_in(grids.docx(paper, tmp_path / "forms.docx"), "甲县", read)
    judge, taken = desk.judge(desk.workspace.about.rubric), []
    pieces = type(judge).pieces
    monkeypatch.setattr(type(judge), "pieces", lambda *given: taken.append(1) or pieces(*given))
    totals = {desk.open(row.id).assessment.sheet.self_total for row in desk.registers.listed()}
    assert len(totals) == 3
    assert len(taken) == 1


def test_figures_of_a_form_are_not_corrected(desk: Desk, tmp_path: Path) -> None:
    row = desk.take_in(grids.docx(form(1, "农村公路养护"), tmp_path / "form.docx"), "甲县", read)
    order = Order(Subject(Kind.FIGURE, "0:1-2"), Action.CORRECT, "5", "看错")
    with pytest.raises(UsageError, match="自评表的填数不更正"):
        decide(desk, row.id, order, "甲")


def test_all_variants_are_kept_with_the_workspace(tmp_path: Path, packs: tuple[object, str]) -> None:
    found_workspace(tmp_path / "ws", "form", lexicon=packs[0]).close()  # type: ignore[arg-type]
    desk = Desk(open_workspace(tmp_path / "ws"), *packs)  # type: ignore[arg-type]
    row = desk.take_in(grids.docx(form(1, "农村公路养护"), tmp_path / "form.docx"), "甲县", read)
    reading = desk.open(row.id).assessment.form
    assert reading is not None
    assert len(reading.variants) == 5
    assert desk.rubric().sections == ()


def test_low_execution_caps_the_reviewed_total(tmp_path: Path, packs: tuple[object, str]) -> None:
    """The manual of the platform: below 80 % of execution at most 89 points, however the lines add up."""
    found_workspace(tmp_path / "ws", "form-platform-capped", lexicon=packs[0]).close()  # type: ignore[arg-type]
    desk = Desk(open_workspace(tmp_path / "ws"), *packs)  # type: ignore[arg-type]
    paper = copy(clean("form-national", 1))
    execution_caps(paper)
    row = desk.take_in(grids.docx(grid(paper), tmp_path / "form.docx"), "甲县", read)
    opened = desk.open(row.id)
    assert opened.assessment.form is not None
    cap = opened.assessment.form.cap
    assert cap is not None
    for key, line in opened.sheet.lines.items():
        order = Order(Subject(Kind.CRITERION, key), Action.SET, f"{line.line.max:f}", "以盖章佐证为准")
        decide(desk, row.id, order, "甲")
    later = desk.open(row.id)
    assert sum(line.points or 0 for line in later.sheet.lines.values()) == 100
    assert (later.sheet.low, later.sheet.total, later.sheet.high) == (cap, cap, cap)
    assert desk.registers.get(row.id).total == cap
