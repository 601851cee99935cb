"""When all are in: units compared, places given to the rules that ask for them, reports written.

Nothing is done where nothing has changed since it was done last: the state that a report shows is kept beside it, and is
written after everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ..cohort import compare_cohort, places_by
from ..desk.ranking import ranked
from ..export.dossier import Entry
from ..export.screening import Screening, Unread
from ..export.screening_book import screening_book
from ..export.screening_html import screening_html
from ..model import Member, Rubric, Screened, Work
from ..store import SubmissionRow, ranks_digest, replace_file, whole_of
from .books import Books
from .state import BOOK, PAGE, STATE, state_of
from .tasks import Task

CarryOut = Callable[[str, Sequence[Task]], None]
"""Does tasks and writes down what comes of them."""


def sum_up(books: Books, carry_out: CarryOut) -> None:
    """Bring comparison, places and reports up to date.

    Args:
        books: the batch.
        carry_out: scores submissions again.
    """
    folder = books.workspace.folder
    rubric = books.desk.rubric()
    rows = _standing(books)
    carry_out("补齐评分", [_again(row) for row in rows if _kept(books, row) is None])
    kept = _all_kept(books)
    _compare(books, [one.member for one in kept.values()], rubric)
    late = [row for row in _standing(books) if row.ranks != _ranks(books, row)]
    if late:
        carry_out("按同批名次评分", [_again(row) for row in late])
        kept = _all_kept(books)
    cards = {key: replace(one, member=one.member.bare()) for key, one in kept.items()}
    screening = _screening(books, rubric, cards)
    replace_file(folder / BOOK, screening_book(screening))
    replace_file(folder / PAGE, screening_html(screening).encode())
    replace_file(folder / STATE, state_of(books).encode())


def _compare(books: Books, members: Sequence[Member], rubric: Rubric) -> None:
    ranked_metrics = sorted({metric.rank_of for metric in rubric.metrics.values() if metric.rank_of})
    places = {metric: places_by(members, metric) for metric in ranked_metrics}
    books.cohorts.keep(compare_cohort(members, rubric.metrics), places)


def _standing(books: Books) -> list[SubmissionRow]:
    """Rows of what was read by the rules of today and is still there, by id."""
    rows = books.registers.listed(sort="name")
    return sorted(
        (row for row in rows if not row.trouble and not row.removed and row.rubric == books.rubric),
        key=lambda row: row.id,
    )


def _kept(books: Books, row: SubmissionRow) -> Screened | None:
    return books.readings.screened(row.content, row.assessment)


def _all_kept(books: Books) -> dict[str, Screened]:
    found = ((row.id, _kept(books, row)) for row in _standing(books))
    return {key: one for key, one in found if one is not None}


def _ranks(books: Books, row: SubmissionRow) -> str:
    return ranks_digest(books.cohorts.get().ranks(row.id))


def _again(row: SubmissionRow) -> Task:
    return Task(Path(row.path), row.name, again=row.id)


def _screening(books: Books, rubric: Rubric, kept: dict[str, Screened]) -> Screening:
    about = books.workspace.about
    rows = books.registers.listed(sort="name")
    there = [row for row in rows if not row.removed and (row.trouble or row.id in kept)]
    return Screening(
        title=about.title,
        rubric=f"{rubric.title}（{rubric.id}，{rubric.version}）",
        unit=rubric.unit,
        ranked=ranked([_entry(row, kept.get(row.id)) for row in there], rubric),
        kept=kept,
        names={row.id: row.name for row in rows},
        findings=books.cohorts.get().findings,
        pages={row.id: (row.pages_read, row.pages) for row in there},
        unread=tuple(_unread(there, kept)),
        removed=tuple(row.name for row in rows if row.removed),
    )


def _unread(rows: Sequence[SubmissionRow], kept: dict[str, Screened]) -> list[Unread]:
    found = []
    told: set[str] = set()
    for row in rows:
        if whole_of(row.id) in told:  # the forms of one submission came with the same papers
            continue
        told.add(whole_of(row.id))
        if row.trouble:
            found.append(Unread(row.name, "", row.trouble.removeprefix(f"{row.path}："), whole=True))
        elif row.id in kept:
            one = kept[row.id]
            found += [Unread(row.name, path, trouble, whole=True) for path, trouble in one.unread]
            found += [Unread(row.name, path, trouble, whole=False) for path, trouble in one.passed_over]
    return found


def _entry(row: SubmissionRow, kept: Screened | None) -> Entry:
    if row.trouble or kept is None:
        return Entry(row.id, row.name, trouble=row.trouble.removeprefix(f"{row.path}："))
    member = kept.member
    settled = row.total is not None
    return Entry(
        id=row.id,
        name=row.name,
        self_total=row.self_total,
        low=row.total if settled else row.low,
        high=row.total if settled else row.high,
        supported=row.total if settled else row.supported,
        total=row.total,
        work=Work(row.work),
        decided=row.decided,
        lines=row.lines,
        vetoed=member.vetoed,
        pending=member.pending,
        cuts=kept.cuts,
    )
