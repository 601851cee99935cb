"""The tables of a workspace, for SQLite and PostgreSQL alike. Points are text: Decimal, never float."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import Dialect, ForeignKey, Index, Integer, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Points(TypeDecorator[Decimal]):
    """Points as the decimal text that they are; SQLite has no decimals, and a float would round."""

    impl = String(24)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the type of SQLAlchemy
        """To the database."""
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - the type of SQLAlchemy
        """From the database."""
        return None if value is None else Decimal(value)


class Base(DeclarativeBase):
    """All tables of a workspace."""


class WorkspaceRow(Base):
    """The batch itself; one row. Its journal's head is updated with every entry, under its lock."""

    __tablename__ = "workspace"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    rubric: Mapped[str] = mapped_column(ForeignKey("rubric.hash"))
    two_reviewers: Mapped[bool] = mapped_column(default=False)
    created: Mapped[str] = mapped_column(String(32))
    head_seq: Mapped[int] = mapped_column(default=0)
    head_digest: Mapped[str] = mapped_column(String(64), default="")


class RubricRow(Base):
    """A version of the rules that the batch was scored by; the text is the YAML file, whole."""

    __tablename__ = "rubric"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    added: Mapped[str] = mapped_column(String(32))


class SubmissionRow(Base):
    """One unit's submission with the summary that lists show; the summary follows from readings and journal."""

    __tablename__ = "submission"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), index=True)
    path: Mapped[str] = mapped_column(Text)
    lone: Mapped[bool] = mapped_column(default=False)  # one report without a folder: no evidence to miss
    added: Mapped[str] = mapped_column(String(32))
    trouble: Mapped[str] = mapped_column(Text, default="")
    notices: Mapped[str] = mapped_column(Text, default="")  # a line each
    rubric: Mapped[str] = mapped_column(ForeignKey("rubric.hash"))
    packs: Mapped[str] = mapped_column(String(64), default="")
    content: Mapped[str] = mapped_column(String(64), default="")
    assessment: Mapped[str] = mapped_column(String(64), default="")
    version: Mapped[int] = mapped_column(default=1)
    pages: Mapped[int | None] = mapped_column(default=None)
    pages_read: Mapped[int | None] = mapped_column(default=None)
    unread: Mapped[int] = mapped_column(default=0)
    self_total: Mapped[Decimal | None] = mapped_column(Points, default=None)
    low: Mapped[Decimal | None] = mapped_column(Points, default=None)
    supported: Mapped[Decimal | None] = mapped_column(Points, default=None)
    high: Mapped[Decimal | None] = mapped_column(Points, default=None)
    total: Mapped[Decimal | None] = mapped_column(Points, default=None)
    stake: Mapped[int] = mapped_column(Integer, default=0, index=True)  # hundredths of a point, for sorting
    excess: Mapped[int] = mapped_column(Integer, default=0)  # self minus supported, hundredths, for sorting
    errors: Mapped[int] = mapped_column(default=0)
    warnings: Mapped[int] = mapped_column(default=0)
    infos: Mapped[int] = mapped_column(default=0)
    lines: Mapped[int] = mapped_column(default=0)
    decided: Mapped[int] = mapped_column(default=0)
    work: Mapped[str] = mapped_column(String(16), default="new", index=True)
    reviewer: Mapped[str] = mapped_column(String(80), default="")
    stamp: Mapped[str] = mapped_column(
        String(64), default=""
    )  # sizes and times of its files when it was read
    source: Mapped[str] = mapped_column(String(64), default="")  # bytes of its files when it was read
    ranks: Mapped[str] = mapped_column(String(64), default="")  # places in the batch that it was scored with
    removed: Mapped[bool] = mapped_column(default=False)  # no longer where it was read
    row_version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 - SQLAlchemy reads it off the class


class PaperRow(Base):
    """One file of a submission; what was read of it is kept under its content."""

    __tablename__ = "paper"

    submission: Mapped[str] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    path: Mapped[str] = mapped_column(String(1000), primary_key=True)
    position: Mapped[int] = mapped_column()
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column()
    part: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    trouble: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(String(16), default="")


class DecisionRow(Base):
    """One entry of the journal; rows are inserted and never updated."""

    __tablename__ = "decision"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    submission: Mapped[str] = mapped_column(String(40))
    assessment: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    key: Mapped[str] = mapped_column(String(1100))
    action: Mapped[str] = mapped_column(String(16))
    value: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    policy: Mapped[str] = mapped_column(String(60))
    seen: Mapped[str] = mapped_column(String(64))
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[str] = mapped_column(String(32))
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))

    __table_args__ = (Index("decision_of_submission", "submission", "seq"),)


class PersonRow(Base):
    """Who may open the workspace."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    shown: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(16))
    password: Mapped[str] = mapped_column(String(200))
    token: Mapped[str] = mapped_column(String(64), default="", index=True)
    active: Mapped[bool] = mapped_column(default=True)
    session: Mapped[int] = mapped_column(default=1)  # raised to end every session of the person
    added: Mapped[str] = mapped_column(String(32))
