"""A workspace at work: submissions come in, are decided, corrected, signed, and stay so when it is opened again."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from docscore.desk import Desk, Opened, Order, decide, decide_by_policy, found_workspace, reopen, sign
from docscore.errors import UsageError
from docscore.ingest import read
from docscore.model import Action, Kind, Lexicon, Role, Status, Subject, Work
from docscore.packs.lexicon import load_lexicon, packs_hash
from docscore.review import figure_key, verify
from docscore.store import ConflictError, open_workspace

_REPORT = Path(__file__).parents[2] / "corpus/yunling/report.docx"
_TODAY = datetime.now(UTC).date()  # the journal writes the time of the machine


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


def _desk_at(folder: Path) -> Desk:
    return Desk(open_workspace(folder), _lexicon(), packs_hash(), today=lambda: _TODAY)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found_workspace(tmp_path / "batch", "guangdong-2019", lexicon=_lexicon())
    return _desk_at(tmp_path / "batch")


@pytest.fixture
def county(desk: Desk) -> Opened:
    return desk.open(desk.take_in(_REPORT, "云岭县", reader=read).id)


def _order(action: Action, criterion: str, value: str = "", reason: str = "", last_seen: int = 0) -> Order:
    return Order(Subject(Kind.CRITERION, criterion), action, value, reason, last_seen)


def _open_line(county: Opened) -> str:
    return next(key for key, line in county.sheet.lines.items() if line.line.max >= 2)


def test_a_submission_taken_in_is_listed_with_its_interval(desk: Desk, county: Opened) -> None:
    (row,) = desk.registers.listed()
    sheet = county.assessment.sheet
    assert (row.name, row.low, row.supported, row.high) == ("云岭县", sheet.low, sheet.supported, sheet.high)
    assert (row.work, row.decided, row.lines) == ("new", 0, len(county.sheet.lines))


def test_what_cannot_be_read_stays_on_the_list_with_its_reason(desk: Desk, tmp_path: Path) -> None:
    bad = tmp_path / "霜塘县.docx"
    bad.write_bytes(b"")
    row = desk.take_in(bad, reader=read)
    assert row.trouble
    with pytest.raises(UsageError, match="没有读出来"):
        desk.open(row.id)


def test_taking_in_again_keeps_decisions_and_counts_no_new_version(desk: Desk, county: Opened) -> None:
    line = _open_line(county)
    decide(desk, county.row.id, _order(Action.SET, line, "1", "清单缺项"), "沈岚")
    row = desk.take_in(_REPORT, "云岭县", reader=read)
    assert (row.version, row.decided) == (1, 1)
    again = _desk_at(desk.workspace.folder).open(row.id)
    assert again.sheet.lines[line].points == 1


def test_a_changed_file_is_a_new_version_and_shows_which_decisions_no_longer_fit(
    desk: Desk, tmp_path: Path
) -> None:
    first = tmp_path / "report.docx"
    shutil.copy(_REPORT, first)
    county = desk.open(desk.take_in(first, "云岭县", reader=read).id)
    met = [k for k, line in county.sheet.lines.items() if line.line.outcome.status is Status.MET]
    for key in met:
        points = f"{county.sheet.lines[key].line.outcome.supported:f}"
        decide(desk, county.row.id, _order(Action.ACCEPT, key, points), "沈岚")
    import docx

    changed = docx.Document(str(first))
    for paragraph in changed.paragraphs:
        for run in paragraph.runs:
            if "站点" in run.text:
                run.text = ""
    changed.save(str(first))
    row = desk.take_in(first, "云岭县", reader=read)
    later = desk.open(row.id)
    assert row.version == 2
    stale = [key for key in met if later.sheet.lines[key].stale]
    assert stale
    assert len(stale) < len(met)
    assert later.row.decided == len(met)


def test_points_out_of_range_or_without_reason_are_refused(desk: Desk, county: Opened) -> None:
    line = _open_line(county)
    for value in ("-1", "99", "1.234", "两分", "NaN", ""):
        with pytest.raises(UsageError, match="不是可给的分"):
            decide(desk, county.row.id, _order(Action.SET, line, value, "理由"), "沈岚")
    with pytest.raises(UsageError, match="改分要写理由"):
        decide(desk, county.row.id, _order(Action.SET, line, "1", "  "), "沈岚")
    assert desk.journal.head[0] == 0


def test_correcting_a_figure_moves_the_points_at_once_and_withdrawing_moves_them_back(
    desk: Desk, county: Opened
) -> None:
    claim = next(
        claim for claim in county.assessment.assertions.claims["trainees"] if claim.figure.role is Role.ACTUAL
    )
    subject = Subject(Kind.FIGURE, figure_key(claim.figure.place))
    later = decide(desk, county.row.id, Order(subject, Action.CORRECT, "12人次", "名册只有 12 行"), "沈岚")
    assert later.assessment.sheet.low < county.assessment.sheet.low
    assert later.row.low == later.assessment.sheet.low
    back = decide(
        desk, county.row.id, Order(subject, Action.WITHDRAW, str(later.last), "", later.last), "沈岚"
    )
    assert back.assessment.sheet == county.assessment.sheet


def test_relinking_a_figure_to_nothing_takes_its_claim_away(desk: Desk, county: Opened) -> None:
    claims = county.assessment.assertions.claims["trainees"]
    for claim in claims:
        subject = Subject(Kind.FIGURE, figure_key(claim.figure.place))
        decide(desk, county.row.id, Order(subject, Action.RELINK, "", "另一件事"), "沈岚")
    assert "trainees" not in desk.open(county.row.id).assessment.assertions.claims


def test_the_second_of_two_is_told_and_nothing_is_overwritten(desk: Desk, county: Opened) -> None:
    line = _open_line(county)
    decide(desk, county.row.id, _order(Action.SET, line, "1", "清单缺项"), "沈岚")
    with pytest.raises(ConflictError) as lost:
        decide(desk, county.row.id, _order(Action.SET, line, "2", "已补"), "周启明")
    assert lost.value.newest.by == "沈岚"
    assert desk.open(county.row.id).sheet.lines[line].points == 1


def test_an_explained_finding_is_no_alarm_until_its_day(desk: Desk, county: Opened) -> None:
    key, before = next((k, f) for k, f in county.sheet.findings.items() if not f.finding.caused_by)
    order = Order(Subject(Kind.FINDING, key), Action.EXPLAIN, str(_TODAY + timedelta(days=40)), "省里已核")
    later = decide(desk, county.row.id, order, "沈岚")
    assert later.sheet.findings[key].finding.explanation is not None
    assert before.finding.explanation is None
    later_on = Desk(desk.workspace, _lexicon(), desk.packs, today=lambda: _TODAY + timedelta(days=41))
    assert later_on.open(county.row.id).sheet.findings[key].finding.explanation is None


def test_signing_refuses_what_is_open_then_locks_and_reopening_is_on_record(
    desk: Desk, county: Opened
) -> None:
    identifier = county.row.id
    with pytest.raises(UsageError, match="没有定"):
        sign(desk, identifier, "组长", 0)
    for key, line in county.sheet.lines.items():
        decide(desk, identifier, _order(Action.ACCEPT, key, f"{line.line.outcome.supported:f}"), "沈岚")
    opened = sign(desk, identifier, "组长", 0)
    assert opened.sheet.work is Work.SIGNED
    assert opened.row.total == county.assessment.sheet.supported
    with pytest.raises(UsageError, match="已签发"):
        decide(desk, identifier, _order(Action.COMMENT, _open_line(county), reason="再看"), "沈岚")
    again = reopen(desk, identifier, "组长", "补交材料", opened.last)
    assert again.sheet.work is Work.READY
    assert [entry.action for entry in again.decisions[-2:]] == [Action.SIGN, Action.REOPEN]


def test_a_policy_decides_alike_and_is_logged(desk: Desk, county: Opened) -> None:
    open_ = [k for k, line in county.sheet.lines.items() if line.line.outcome.status is Status.NO_EVIDENCE]
    count = decide_by_policy(desk, "no-evidence-zero", "组长", [county.row.id])
    later = desk.open(county.row.id)
    assert count == len(open_) > 0
    assert all(later.sheet.lines[key].points == 0 for key in open_)
    assert {entry.policy for entry in later.decisions} == {"no-evidence-zero"}
    assert not later.sheet.blanks
    assert decide_by_policy(desk, "no-evidence-zero", "组长", [county.row.id]) == 0


def test_nobody_takes_back_what_another_said(desk: Desk, county: Opened) -> None:
    line = _open_line(county)
    later = decide(desk, county.row.id, _order(Action.SET, line, "1", "清单缺项"), "沈岚")
    with pytest.raises(UsageError, match="只能由本人撤回"):
        decide(
            desk,
            county.row.id,
            _order(Action.WITHDRAW, line, str(later.last), last_seen=later.last),
            "周启明",
        )


def test_the_journal_of_a_day_verifies(desk: Desk, county: Opened) -> None:
    line = _open_line(county)
    for value in ("0", "1", "2"):
        decide(desk, county.row.id, _order(Action.SET, line, value, "理由"), "沈岚")
    assert verify(desk.journal.everything(), desk.journal.head[1]) is None
