"""Large batches made cheaply: one submission that was read, under many names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from docscore.desk import Desk
from docscore.store import SubmissionRow


def copied(desk: Desk, submission: str, count: int) -> Iterator[str]:
    """Copies of a submission as rows of their own, on the same readings; yields their ids."""
    whole = desk.registers.get(submission)
    papers = desk.readings.submission(whole.content).papers
    columns = [column.key for column in SubmissionRow.__table__.columns if column.key != "row_version"]
    for number in range(count):
        row = SubmissionRow(**{column: getattr(whole, column) for column in columns})
        row.id = hashlib.sha256(f"{submission} {number}".encode()).hexdigest()[:16]
        row.name = f"第{number:04}县"
        row.stake += number % 97
        desk.registers.put_whole([row], papers)
        yield row.id
