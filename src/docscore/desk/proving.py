"""The proof of a journal: whole, or where it first is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Decision
from ..review import Break, chained, verify
from ..store import Journal, Workspace


@dataclass(frozen=True, slots=True)
class Proof:
    """What the entries of a workspace show.

    Attributes:
        count: how many entries there are, up to the break if there is one.
        head: digest of the last of them, to be noted down apart from the workspace; empty without entries.
        broken: the first place where the journal is not whole; ``None`` if it is.
        noted: number of the entry whose digest was noted down earlier; ``None`` if none was, or no entry has it.
    """

    count: int
    head: str
    broken: Break | None
    noted: int | None = None


def prove(workspace: Workspace, noted: str = "") -> Proof:
    """Go through the whole journal.

    Whoever can write to the database could compute the chain anew. He cannot make it hold a digest that somebody noted
    down, printed or signed before: so the head is noted, and asked for later, when the journal has grown.

    Args:
        workspace: whose journal.
        noted: a head that was noted down earlier.
    """
    journal = Journal(workspace, chained)
    count, head, found = 0, "", None

    def watched() -> Iterator[Decision]:
        nonlocal count, head, found
        for entry in journal.everything(up_to=registered[0]):
            yield entry
            count, head = entry.seq, entry.digest
            if noted and entry.digest == noted.strip().lower():
                found = entry.seq

    newest = max((entry.seq for entry in journal.newest(1)), default=0)
    registered = journal.head  # read after the newest: it can only have grown since
    broken = verify(watched(), registered[1])
    if broken is None and newest > registered[0]:
        broken = Break(registered[0] + 1, "末尾有没有登记过的记录")
    if broken is None and noted and found is None:
        broken = Break(1, "没有哪一条的校验码与记下的相同：记录被重写过，或末尾被截去")
    return Proof(count, head, broken, found)
