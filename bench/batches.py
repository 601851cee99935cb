"""Large batches made cheaply: one submission that was read, under many names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from docscore.desk import Desk
from docscore.store import SubmissionRow


def copied(desk: Desk, submission: str, count: int) -> Iterator[str]:
    """Copies of a submission as rows of their own, on the same readings; yields their ids."""
    papers = desk.registers.submission(submission).papers
    for number in range(count):
        whole = desk.registers.get(submission)
        row = SubmissionRow(
            **{
                column: getattr(whole, column)
                for column in SubmissionRow.__table__.columns.keys()
                if column != "row_version"
            }
        )
        row.id = hashlib.sha256(f"{submission} {number}".encode()).hexdigest()[:16]
        row.name = f"第{number:04}县"
        row.stake += number % 97
        desk.registers.put(row, papers)
        yield row.id
