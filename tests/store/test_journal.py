"""The journal under load: no decision is lost or doubled, on either database, and the chain proves it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from docscore.model import Action, Kind, Subject
from docscore.review import chained, verify
from docscore.store import ConflictError, Journal, Said, open_workspace
from docscore.store.tables import DecisionRow, WorkspaceRow

from .conftest import NewWorkspace

_REVIEWERS, _EACH = 50, 20


def _said(by: str, criterion: str = "S1.1.1", reason: str = "") -> Said:
    return Said(
        "county",
        "hash",
        Subject(Kind.CRITERION, criterion),
        Action.COMMENT,
        by,
        "2026-11-22T00:00:00Z",
        reason=reason,
    )


def test_fifty_reviewers_at_once_lose_and_double_nothing(new_workspace: NewWorkspace) -> None:
    workspace = new_workspace()
    journal = Journal(workspace, chained)
    start = threading.Barrier(_REVIEWERS)

    def review(number: int) -> None:
        start.wait()
        for turn in range(_EACH):
            journal.append([_said(f"评审{number}", reason=f"{number}-{turn}")])

    with ThreadPoolExecutor(_REVIEWERS) as pool:
        list(pool.map(review, range(_REVIEWERS)))
    entries = list(journal.everything())
    assert sorted(entry.reason for entry in entries) == sorted(
        f"{number}-{turn}" for number in range(_REVIEWERS) for turn in range(_EACH)
    )
    assert verify(entries, journal.head[1]) is None


def test_a_lost_race_is_told_and_writes_nothing(new_workspace: NewWorkspace) -> None:
    journal = Journal(new_workspace(), chained)
    (first,) = journal.append([_said("沈岚")], last_seen=0)
    with pytest.raises(ConflictError) as lost:
        journal.append([_said("周启明")], last_seen=0)
    assert lost.value.newest == first
    assert journal.head[0] == 1
    journal.append([_said("周启明")], last_seen=first.seq)
    journal.append([_said("沈岚", "S9")], last_seen=0)  # another line is no conflict
    assert journal.head[0] == 3


def test_one_does_not_conflict_with_oneself(new_workspace: NewWorkspace) -> None:
    journal = Journal(new_workspace(), chained)
    journal.append([_said("沈岚")], last_seen=0)
    journal.append([_said("沈岚")], last_seen=0)
    assert journal.head[0] == 2


def test_all_or_none(new_workspace: NewWorkspace) -> None:
    workspace = new_workspace()
    journal = Journal(workspace, chained)

    def stop_half_way() -> None:
        with workspace.writing() as session:
            journal.append([_said("沈岚"), _said("沈岚", "S2")], session=session)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stop_half_way()
    assert journal.head == (0, "")
    assert list(journal.everything()) == []


def test_a_changed_row_is_found_out(new_workspace: NewWorkspace) -> None:
    workspace = new_workspace()
    journal = Journal(workspace, chained)
    for turn in range(5):
        journal.append([_said("沈岚", reason=str(turn))])
    with workspace.writing() as session:
        row = session.get(DecisionRow, 3)
        assert row is not None
        row.reason = "改过"
    broken = verify(journal.everything(), journal.head[1])
    assert broken is not None
    assert broken.seq == 3


def test_rows_cut_off_at_the_end_are_found_out_by_the_head(new_workspace: NewWorkspace) -> None:
    workspace = new_workspace()
    journal = Journal(workspace, chained)
    for _ in range(3):
        journal.append([_said("沈岚")])
    with workspace.writing() as session:
        session.delete(session.get(DecisionRow, 3))
    broken = verify(journal.everything(), journal.head[1])
    assert broken is not None
    assert broken.seq == 3


def test_pages_of_the_newest_entries(new_workspace: NewWorkspace) -> None:
    journal = Journal(new_workspace(), chained)
    for _ in range(7):
        journal.append([_said("沈岚")])
    assert [entry.seq for entry in journal.newest(3)] == [7, 6, 5]
    assert [entry.seq for entry in journal.newest(3, before=5)] == [4, 3, 2]


def test_a_workspace_opens_again_as_it_was(new_workspace: NewWorkspace) -> None:
    workspace = new_workspace()
    Journal(workspace, chained).append([_said("沈岚")])
    again = open_workspace(workspace.folder)
    assert [entry.by for entry in Journal(again, chained).of("county")] == ["沈岚"]
    with again.reading() as session:
        assert session.get_one(WorkspaceRow, 1).title == "测试批次"
    again.close()
