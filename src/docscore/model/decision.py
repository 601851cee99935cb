"""Decisions: what a reviewer said of a line, a finding, a figure or a sheet. They are appended, never edited."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .finding import Finding
from .sheet import CriterionLine


class Action(StrEnum):
    """What a decision does."""

    ACCEPT = "accept"  # 认可: the points that the paper's own evidence supports
    SET = "set"  # 改分: other points, with a reason
    COMMENT = "comment"  # 备注
    DISMISS = "dismiss"  # 不成立: the doubt is none
    EXPLAIN = "explain"  # 常设说明: the doubt is known and explained until a day
    CORRECT = "correct"  # 更正数据: a figure was read wrongly
    RELINK = "relink"  # 改对应: a figure speaks to another metric, or to none
    SECOND = "second"  # 二审同意
    SIGN = "sign"  # 签发: the sheet is locked
    REOPEN = "reopen"  # 退回: the sheet is open again
    WITHDRAW = "withdraw"  # 撤回 of an earlier decision of one's own


class Kind(StrEnum):
    """What a decision is about."""

    CRITERION = "criterion"
    FINDING = "finding"
    FIGURE = "figure"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is about: a criterion by its id, a finding by its fingerprint, a figure by its key, or the sheet.

    A figure's key is its paper, block and offsets (``report.docx#12:30-34``), which stay while the file stays.
    """

    kind: Kind
    key: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the journal (复核记录).

    Attributes:
        seq: 1-based place in the journal of the workspace.
        submission: id of the submission.
        assessment: hash of the assessment that the reviewer had before him.
        subject: what it is about.
        action: what it does.
        value: points (``accept``, ``set``), what the figure reads (``correct``; empty for “no figure”), metric id
            (``relink``), the last day (``explain``), the seq that it takes back (``withdraw``); else empty.
        reason: why, in the reviewer's words; the rule's, for a policy.
        policy: name of the policy that decided alike for all units; empty if a person decided this one.
        seen: fingerprint of what the reviewer saw; if it differs today, the decision needs a second look.
        by: who.
        at: when, ISO 8601 in UTC.
        previous: digest of the entry before; empty for the first.
        digest: digest of this entry and of ``previous``, so that the journal is a chain.
    """

    seq: int
    submission: str
    assessment: str
    subject: Subject
    action: Action
    value: str
    reason: str
    policy: str
    seen: str
    by: str
    at: str
    previous: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class ReviewedLine:
    """A line of the sheet with what was decided about it.

    Attributes:
        line: the line as scored.
        decision: the points decision that holds; ``None`` while the line is open.
        points: the points decided; ``None`` while the line is open.
        second: agreement of a second reviewer with ``decision``; ``None`` without.
        stale: the line has changed since the decision: another version or rubric, a corrected figure.
        history: every entry about the line, oldest first, withdrawn ones too.
    """

    line: CriterionLine
    decision: Decision | None
    points: Decimal | None
    second: Decision | None
    stale: bool
    history: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class ReviewedFinding:
    """A finding with what was decided about it.

    Attributes:
        finding: the doubt.
        decision: ``dismiss`` or ``explain``; ``None`` while it is open.
        history: every entry about it, oldest first.
    """

    finding: Finding
    decision: Decision | None
    history: tuple[Decision, ...]


class Work(StrEnum):
    """How far a sheet is."""

    NEW = "new"  # 未开始
    OPEN = "open"  # 复核中
    SECOND = "second"  # 待二审: every line is decided, not every one by two
    READY = "ready"  # 可签发
    SIGNED = "signed"  # 已签发


@dataclass(frozen=True, slots=True)
class ReviewedSheet:
    """A score sheet with every decision applied.

    Attributes:
        lines: by criterion id, in the order of the sheet.
        findings: by fingerprint, in their rank.
        orphans: decisions on lines or findings that the sheet no longer has.
        work: how far it is.
        signed: the entry that signed it; ``None`` while it is open.
        low: least total: decided points, and the lower end of what is open.
        high: most total.
        supported: total with the supported points of what is open.
        total: the decided total; ``None`` while a line is open.
        blanks: ids of reduced lines whose decision gives no reason: they hold up the signature.
    """

    lines: dict[str, ReviewedLine]
    findings: dict[str, ReviewedFinding]
    orphans: tuple[Decision, ...]
    work: Work
    signed: Decision | None
    low: Decimal
    high: Decimal
    supported: Decimal
    total: Decimal | None
    blanks: tuple[str, ...]
