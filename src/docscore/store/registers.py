"""The registers of a workspace: its submissions, their papers, its rubrics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, or_, select
from sqlalchemy.orm import Session

from ..model import Paper
from .rows import whole_of
from .tables import PaperRow, RubricRow, SubmissionRow, WorkspaceRow
from .workspace import MissingError, Workspace

#: What lists can be sorted by.
SORTS: Mapping[str, Any] = {
    "stake": SubmissionRow.stake,
    "excess": SubmissionRow.excess,
    "name": SubmissionRow.name,
    "errors": SubmissionRow.errors,
    "decided": SubmissionRow.decided,
}
#: What lists can be narrowed to.
FACETS: Mapping[str, ColumnElement[bool]] = {
    "errors": SubmissionRow.errors > 0,
    "excess": SubmissionRow.excess > 0,
    "unread": or_(SubmissionRow.unread > 0, SubmissionRow.trouble != ""),
}


@dataclass(frozen=True, slots=True)
class Spread:
    """One unit in the distribution of a batch; all but the name is ``None`` where it could not be read.

    Attributes:
        name: name of the unit.
        own: its self-score.
        low: least points.
        supported: most that its own evidence allows.
        high: most that is not ruled out.
        total: the decided total.
        excess: self-score over supported points, in hundredths.
    """

    name: str
    own: Decimal | None
    low: Decimal | None
    supported: Decimal | None
    high: Decimal | None
    total: Decimal | None
    excess: int


@dataclass(frozen=True)
class Registers:
    """Reads and writes the rows of submissions.

    Attributes:
        workspace: whose.
    """

    workspace: Workspace

    def put(self, row: SubmissionRow) -> None:
        """A submission in place of the older version; its papers are as they were."""
        with self.workspace.writing() as session:
            self.workspace.alone(session)
            _put(session, row)

    def put_whole(self, rows: Sequence[SubmissionRow], papers: Sequence[Paper]) -> None:
        """All that is scored of a submission that was read, all of it or none.

        What it no longer holds is marked as removed, since people may have decided on it; a row that only said why the
        submission could not be read is forgotten.

        Args:
            rows: all of it, or its forms.
            papers: of the submission.
        """
        given = {row.id for row in rows}
        with self.workspace.writing() as session:
            self.workspace.alone(session)
            for before in session.scalars(_rows_of(whole_of(rows[0].id))).all():
                if before.id in given:
                    continue
                if before.trouble:
                    session.delete(before)
                elif not before.removed:
                    before.removed, before.stamp = True, ""
            for row in rows:
                _put(session, row)
                _put_papers(session, row, papers)

    def of_whole(self, whole: str) -> tuple[SubmissionRow, ...]:
        """The rows of a submission and of its pieces, by id."""
        with self.workspace.reading() as session:
            return tuple(session.scalars(_rows_of(whole)))

    def get(self, identifier: str, session: Session | None = None) -> SubmissionRow:
        """A submission.

        Raises:
            MissingError: there is none of that id.
        """
        if session is None:
            with self.workspace.reading() as own:
                return self.get(identifier, own)
        row = session.get(SubmissionRow, identifier)
        if row is None:
            raise MissingError(f"没有编号为“{identifier}”的材料", "请从批次页打开")
        return row

    def papers(self, identifier: str) -> tuple[PaperRow, ...]:
        """Its papers, in order."""
        query = select(PaperRow).where(PaperRow.submission == identifier).order_by(PaperRow.position)
        with self.workspace.reading() as session:
            return tuple(session.scalars(query))

    def listed(
        self,
        *,
        work: str = "",
        has: str = "",
        reviewer: str = "",
        query: str = "",
        sort: str = "-stake",
        offset: int = 0,
        limit: int | None = None,
    ) -> tuple[SubmissionRow, ...]:
        """Submissions for a list.

        Args:
            work: only those so far done.
            has: only those with a facet of :data:`FACETS`.
            reviewer: only those of one person.
            query: only those whose name holds these characters.
            sort: one of :data:`SORTS`, ``-`` before it for descending; ties by name.
            offset: how many to pass over.
            limit: at most so many.
        """
        column = SORTS.get(sort.lstrip("-"), SubmissionRow.stake)
        order = column.desc() if sort.startswith("-") else column.asc()
        rows = select(SubmissionRow).where(*_conditions(work, has, reviewer, query))
        rows = rows.order_by(order, SubmissionRow.name, SubmissionRow.id).offset(offset)
        if limit is not None:
            rows = rows.limit(limit)
        with self.workspace.reading() as session:
            return tuple(session.scalars(rows))

    def count(self, *, work: str = "", has: str = "", reviewer: str = "", query: str = "") -> int:
        """How many submissions :meth:`listed` would list."""
        counted = select(func.count()).select_from(SubmissionRow)
        with self.workspace.reading() as session:
            return session.scalar(counted.where(*_conditions(work, has, reviewer, query))) or 0

    def spread(self) -> tuple[Spread, ...]:
        """Every submission's totals, for the distribution of the batch."""
        row = SubmissionRow
        columns = (row.name, row.self_total, row.low, row.supported, row.high, row.total, row.excess)
        with self.workspace.reading() as session:
            return tuple(
                Spread(*found) for found in session.execute(select(*columns).order_by(row.name, row.id))
            )

    def use_rubric(self, rubric: RubricRow) -> None:
        """Score the batch by another version of the rules from now on; the older version is kept."""
        with self.workspace.writing() as session:
            session.merge(rubric)
            session.flush()
            session.scalars(select(WorkspaceRow)).one().rubric = rubric.hash

    def rubrics(self) -> tuple[RubricRow, ...]:
        """Every version of the rules that the batch was scored by, oldest first."""
        with self.workspace.reading() as session:
            return tuple(session.scalars(select(RubricRow).order_by(RubricRow.added, RubricRow.hash)))


def _put(session: Session, row: SubmissionRow) -> None:
    before = session.get(SubmissionRow, row.id)
    if before is None:
        session.add(row)
    else:
        row.version = before.version + (before.content != row.content)
        for column in SubmissionRow.__table__.columns:
            if column.key not in ("id", "added", "row_version"):
                setattr(before, column.key, _given(row, column))
    session.flush()


def _put_papers(session: Session, row: SubmissionRow, papers: Iterable[Paper]) -> None:
    session.execute(delete(PaperRow).where(PaperRow.submission == row.id))
    session.add_all(
        PaperRow(
            submission=row.id,
            path=paper.path,
            position=position,
            sha256=paper.sha256,
            size=paper.size,
            part=paper.part.value,
            reason=paper.reason,
            title=paper.title,
            trouble=paper.trouble,
            kind=paper.kind,
        )
        for position, paper in enumerate(papers)
    )


def _rows_of(whole: str) -> Select[SubmissionRow]:
    """The row of a submission, or those of its pieces, by id."""
    mine = or_(SubmissionRow.id == whole, SubmissionRow.id.startswith(f"{whole}-"))
    return select(SubmissionRow).where(mine).order_by(SubmissionRow.id)


def _given(row: SubmissionRow, column: ColumnElement[Any]) -> Any:
    """What *row* has in a column, which before it is written is nothing where a new row would get the default."""
    value = getattr(row, str(column.key))
    default = getattr(column, "default", None)
    return default.arg if value is None and default is not None else value


def _conditions(work: str, has: str, reviewer: str, query: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if work:
        found.append(SubmissionRow.work == work)
    if has in FACETS:
        found.append(FACETS[has])
    if reviewer:
        found.append(SubmissionRow.reviewer == reviewer)
    if query:
        found.append(SubmissionRow.name.contains(query, autoescape=True))
    return found
