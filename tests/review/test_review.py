"""Decisions over a real assessment: the newest holds, nothing is lost, and the journal proves itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from docscore.model import Action, Assessment, Decision, Kind, Lexicon, Subject, Work
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.journey import assess
from docscore.review import (
    POLICIES,
    chained,
    corrected,
    deduction,
    figure_key,
    read_quantity,
    reviewed,
    seen_line,
    verify,
)

_REPORT = Path(__file__).parents[2] / "corpus/yunling/report.docx"


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


@cache
def _assessment() -> Assessment:
    return assess(_REPORT, load_rubric("guangdong-2019", _lexicon()), _lexicon())


def _said(
    seq: int, subject: Subject, action: Action, value: str = "", reason: str = "", by: str = "沈岚"
) -> Decision:
    seen = ""
    if subject.kind is Kind.CRITERION:
        seen = seen_line(next(line for line in _assessment().sheet.criteria() if line.id == subject.key))
    return Decision(seq, "s", "a", subject, action, value, reason, "", seen, by, "2026-11-22T00:00:00Z")


def _line(criterion: str) -> Subject:
    return Subject(Kind.CRITERION, criterion)


def _first() -> str:
    return next(line.id for line in _assessment().sheet.criteria() if line.max >= 2)


def test_untouched_sheet_is_new_and_undecided() -> None:
    sheet = reviewed(_assessment(), ())
    assert sheet.work is Work.NEW
    assert sheet.total is None
    assert (sheet.low, sheet.high) == (_assessment().sheet.low, _assessment().sheet.high)


def test_newest_decision_holds_and_withdrawing_brings_back_the_one_before() -> None:
    line = _first()
    entries = [
        _said(1, _line(line), Action.SET, "1", "站点清单缺 3 个"),
        _said(2, _line(line), Action.SET, "2", "已补清单"),
    ]
    assert reviewed(_assessment(), entries).lines[line].points == Decimal(2)
    entries.append(_said(3, _line(line), Action.WITHDRAW, "2"))
    held = reviewed(_assessment(), entries).lines[line]
    assert held.points == Decimal(1)
    assert len(held.history) == 3


def test_changed_line_makes_the_decision_stale() -> None:
    line = _first()
    entry = replace(_said(1, _line(line), Action.ACCEPT, "1"), seen="other")
    assert reviewed(_assessment(), [entry]).lines[line].stale
    assert not reviewed(_assessment(), [_said(1, _line(line), Action.ACCEPT, "1")]).lines[line].stale


def test_reduced_line_without_reason_is_a_blank() -> None:
    line = _first()
    sheet = reviewed(_assessment(), [_said(1, _line(line), Action.SET, "0")])
    assert sheet.blanks == (line,)
    assert not reviewed(_assessment(), [_said(1, _line(line), Action.SET, "0", "无佐证")]).blanks


def test_deduction_names_clause_points_and_reason() -> None:
    line = _first()
    sheet = reviewed(_assessment(), [_said(1, _line(line), Action.SET, "0", "无佐证")])
    text = deduction(sheet.lines[line])
    assert sheet.lines[line].line.clause in text
    assert f"扣 {sheet.lines[line].line.max.normalize():f} 分" in text
    assert "无佐证" in text


def test_all_decided_is_ready_and_signing_locks_until_reopened() -> None:
    entries = [
        _said(seq, _line(line.id), Action.ACCEPT, str(line.outcome.supported))
        for seq, line in enumerate(_assessment().sheet.criteria(), 1)
    ]
    sheet = reviewed(_assessment(), entries)
    assert sheet.work is Work.READY
    assert sheet.total == sheet.low == sheet.high == _assessment().sheet.supported
    assert reviewed(_assessment(), entries, two_reviewers=True).work is Work.SECOND
    entries.append(_said(len(entries) + 1, Subject(Kind.SHEET), Action.SIGN))
    assert reviewed(_assessment(), entries).work is Work.SIGNED
    entries.append(_said(len(entries) + 1, Subject(Kind.SHEET), Action.REOPEN, reason="补交材料"))
    assert reviewed(_assessment(), entries).work is Work.READY


def test_nobody_seconds_himself() -> None:
    line = _first()
    first = _said(1, _line(line), Action.ACCEPT, "1")
    own = _said(2, _line(line), Action.SECOND)
    assert reviewed(_assessment(), [first, own]).lines[line].second is None
    other = _said(2, _line(line), Action.SECOND, by="周启明")
    assert reviewed(_assessment(), [first, other]).lines[line].second == other


def test_policy_decides_open_lines_without_evidence_only() -> None:
    sheet = reviewed(_assessment(), ())
    policy = next(policy for policy in POLICIES if policy.id == "no-evidence-zero")
    decided = policy.decides(sheet.lines.values())
    assert decided
    assert {line.line.outcome.status.value for line, _ in decided} == {"no_evidence"}
    line = decided[0][0].line.id
    later = reviewed(_assessment(), [_said(1, _line(line), Action.SET, "1", "见补充材料")])
    assert line not in {one.line.id for one, _ in policy.decides(later.lines.values())}


def test_corrected_figure_replaces_and_refused_figure_goes() -> None:
    extraction = _assessment().extraction
    figure = next(figure for figure in extraction.figures if figure.metric == "village_stations")
    subject = Subject(Kind.FIGURE, figure_key(figure.place))
    changed = corrected(extraction, [_said(1, subject, Action.CORRECT, "99个")], _lexicon())
    read = next(one for one in changed.figures if one.id == figure.id)
    assert (read.quantity.value, read.surface) == (Decimal(99), "99个")
    gone = corrected(extraction, [_said(1, subject, Action.CORRECT, "")], _lexicon())
    assert figure.id not in {one.id for one in gone.figures}
    back = [_said(1, subject, Action.CORRECT, "99个"), _said(2, subject, Action.WITHDRAW, "1")]
    assert corrected(extraction, back, _lexicon()).figures == extraction.figures


def test_typed_quantity_must_be_one() -> None:
    assert read_quantity("416.78万元", _lexicon()).value == Decimal(4167800)  # type: ignore[union-attr]
    assert read_quantity("很多", _lexicon()) is None
    assert read_quantity("3个和5个", _lexicon()) is None


def _journal(count: int) -> list[Decision]:
    entries: list[Decision] = []
    for seq in range(1, count + 1):
        before = entries[-1].digest if entries else ""
        entries.append(chained(_said(seq, Subject(Kind.SHEET), Action.COMMENT, reason=f"第{seq}条"), before))
    return entries


def test_whole_journal_verifies() -> None:
    entries = _journal(5)
    assert verify(entries, entries[-1].digest) is None
    assert verify(()) is None


@given(
    at=st.integers(0, 7),
    field=st.sampled_from(["reason", "value", "by", "at", "seen", "policy", "submission"]),
)
def test_any_changed_entry_breaks_the_chain(at: int, field: str) -> None:
    entries = _journal(8)
    entries[at] = replace(entries[at], **{field: "改"})
    broken = verify(entries)
    assert broken is not None
    assert broken.seq == at + 1


@given(at=st.integers(0, 6))
def test_a_missing_entry_breaks_the_chain(at: int) -> None:
    entries = _journal(8)
    head = entries[-1].digest
    del entries[at]
    assert verify(entries, head) is not None


def test_entries_cut_off_at_the_end_break_the_head() -> None:
    entries = _journal(8)
    assert verify(entries[:-1]) is None  # a chain alone cannot know its end
    assert verify(entries[:-1], entries[-1].digest) is not None
