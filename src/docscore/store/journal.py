"""The journal: decisions are appended under the lock of its head, so that none is lost, doubled or out of chain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from ..errors import DocscoreError
from ..model import Action, Decision, Kind, Subject
from .tables import DecisionRow
from .workspace import Workspace

#: Entries as plain rows; they are read often, and never changed.
_ENTRIES = select(*DecisionRow.__table__.columns)
#: So many entries are fetched at a time when the whole journal is read.
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Said:
    """A decision before it has its place in the journal.

    Attributes:
        submission: id of the submission.
        assessment: hash of the assessment that the reviewer had before him.
        subject: what it is about.
        action: what it does.
        by: who.
        at: when, ISO 8601 in UTC.
        value: see :class:`docscore.model.Decision`.
        reason: why.
        policy: name of the policy, if one decided.
        seen: fingerprint of what the reviewer saw.
    """

    submission: str
    assessment: str
    subject: Subject
    action: Action
    by: str
    at: str
    value: str = ""
    reason: str = ""
    policy: str = ""
    seen: str = ""


class ConflictError(DocscoreError):
    """Somebody else decided on the same thing in the meantime; nothing was written.

    Attributes:
        newest: what stands there now.
    """

    def __init__(self, newest: Decision) -> None:
        self.newest = newest
        super().__init__(f"已由{newest.by}改过，你的意见没有覆盖它")


Chain = Callable[[Decision, str], Decision]
"""Makes a decision the entry that follows the one with a digest: :func:`docscore.review.chained`."""


@dataclass(frozen=True)
class Journal:
    """The entries of a workspace.

    Attributes:
        workspace: whose.
        chain: links an entry to the one before.
    """

    workspace: Workspace
    chain: Chain

    def append(
        self, said: Sequence[Said], *, last_seen: int | None = None, session: Session | None = None
    ) -> tuple[Decision, ...]:
        """Write decisions, all or none.

        Args:
            said: the decisions, in order.
            last_seen: number of the newest entry that the reviewer knew of about the subject of the first; ``None`` if he
                need not know (a policy decides open lines only and asks beforehand).
            session: the transaction to write in, where more is to be written with it.

        Returns:
            The entries with their numbers and digests.

        Raises:
            ConflictError: the subject has a newer entry than *last_seen*, of somebody else.
        """
        if session is None:
            with self.workspace.writing() as own:
                return self.append(said, last_seen=last_seen, session=own)
        about = self.workspace.alone(session)
        if last_seen is not None and said:
            newest = self._newest(session, said[0])
            if newest is not None and newest.seq > last_seen and newest.by != said[0].by:
                raise ConflictError(newest)
        entries: list[Decision] = []
        for one in said:
            entry = self.chain(
                Decision(
                    about.head_seq + 1,
                    one.submission,
                    one.assessment,
                    one.subject,
                    one.action,
                    one.value,
                    one.reason,
                    one.policy,
                    one.seen,
                    one.by,
                    one.at,
                ),
                about.head_digest,
            )
            session.add(_row(entry))
            about.head_seq, about.head_digest = entry.seq, entry.digest
            entries.append(entry)
        session.flush()
        return tuple(entries)

    def of(self, submission: str, session: Session | None = None) -> tuple[Decision, ...]:
        """The entries of one submission, oldest first."""
        if session is None:
            with self.workspace.reading() as own:
                return self.of(submission, own)
        query = _ENTRIES.where(DecisionRow.submission == submission).order_by(DecisionRow.seq)
        return tuple(map(_decision, session.execute(query)))

    def everything(self, *, up_to: int | None = None) -> Iterator[Decision]:
        """All entries, oldest first; read piece by piece.

        Args:
            up_to: none with a higher number, such as are written in the meantime.
        """
        last = 0
        bound = () if up_to is None else (DecisionRow.seq <= up_to,)
        with self.workspace.reading() as session:
            while rows := session.execute(
                _ENTRIES.where(DecisionRow.seq > last, *bound).order_by(DecisionRow.seq).limit(_AT_ONCE)
            ).all():
                yield from map(_decision, rows)
                last = rows[-1].seq

    def newest(
        self,
        count: int,
        *,
        before: int | None = None,
        by: str = "",
        submission: str = "",
        action: Action | None = None,
    ) -> tuple[Decision, ...]:
        """The newest entries, newest first.

        Args:
            count: at most so many.
            before: only those with smaller numbers, for the next page.
            by: only those of one person.
            submission: only those about one submission.
            action: only those that do this.
        """
        query = select(DecisionRow).order_by(DecisionRow.seq.desc()).limit(count)
        if before is not None:
            query = query.where(DecisionRow.seq < before)
        if by:
            query = query.where(DecisionRow.by == by)
        if submission:
            query = query.where(DecisionRow.submission == submission)
        if action is not None:
            query = query.where(DecisionRow.action == action.value)
        with self.workspace.reading() as session:
            return tuple(_decision(row) for row in session.scalars(query))

    def people(self) -> tuple[str, ...]:
        """Everybody who wrote into it, by name."""
        with self.workspace.reading() as session:
            return tuple(session.scalars(select(DecisionRow.by).distinct().order_by(DecisionRow.by)))

    @property
    def head(self) -> tuple[int, str]:
        """Number and digest of the last entry, as the workspace has them registered."""
        about = self.workspace.about
        return about.head_seq, about.head_digest

    def _newest(self, session: Session, said: Said) -> Decision | None:
        query = _ENTRIES.where(
            DecisionRow.submission == said.submission,
            DecisionRow.kind == said.subject.kind.value,
            DecisionRow.key == said.subject.key,
        )
        row = session.execute(query.order_by(DecisionRow.seq.desc()).limit(1)).first()
        return None if row is None else _decision(row)


def _row(entry: Decision) -> DecisionRow:
    return DecisionRow(
        seq=entry.seq,
        submission=entry.submission,
        assessment=entry.assessment,
        kind=entry.subject.kind.value,
        key=entry.subject.key,
        action=entry.action.value,
        value=entry.value,
        reason=entry.reason,
        policy=entry.policy,
        seen=entry.seen,
        by=entry.by,
        at=entry.at,
        previous=entry.previous,
        digest=entry.digest,
    )


def _decision(row: DecisionRow | Row[Any]) -> Decision:
    return Decision(
        row.seq,
        row.submission,
        row.assessment,
        Subject(Kind(row.kind), row.key),
        Action(row.action),
        row.value,
        row.reason,
        row.policy,
        row.seen,
        row.by,
        row.at,
        row.previous,
        row.digest,
    )
