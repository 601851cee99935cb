"""Kinds of fault, and how each is planted in a clean paper."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from zlib import crc32

from ruamel.yaml import YAML

from docscore.model.truth import Expected, ReportTruth

from .paper import INDICATORS, Paper, Table, clean, plain, word

#: Hints (低) that generated papers rightly draw, as they are short: a claim without a paper's number, a base without its
#: year, marks lost without a word; a self-score given for what a fault took out.
NOT_JUDGED = ("G01", "G11", "P10", "P11", "S20", "S21")


@dataclass(frozen=True)
class Fault:
    """One way in which a paper goes wrong.

    Attributes:
        kind: what it is.
        code: the code that must say so.
        any: codes that say it as well.
        also: codes that it rightly brings along.
        say: wordings by sentence; one of them is drawn, an empty list drops the sentence.
        give: other self-scores of indicators.
        gap: why it is not found yet, as docs/evaluation.md tells; empty for a kind that must be found.
        how: what else is changed.
    """

    kind: str
    code: str
    any: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    say: dict[str, list[str]] = field(default_factory=dict)
    give: dict[str, str] = field(default_factory=dict)
    gap: str = ""
    how: dict[str, Any] = field(default_factory=dict)


def _fault(entry: dict[str, Any]) -> Fault:
    entry = dict(entry)
    known = {
        "kind": entry.pop("kind"),
        "code": entry.pop("code"),
        "any": tuple(entry.pop("any", ())),
        "also": tuple(entry.pop("also", ())),
        "say": entry.pop("say", {}),
        "give": entry.pop("give", {}),
        "gap": entry.pop("gap", ""),
    }
    return Fault(**known, how=entry)


FAULTS = tuple(map(_fault, YAML(typ="safe").load(Path(__file__).parent / "faults.yaml")))


def plant(fault: Fault, seed: int) -> tuple[Paper, ReportTruth]:
    """A paper with one fault, and the truth about it.

    Args:
        fault: what goes wrong.
        seed: decides the paper and the wording of the fault.
    """
    rng, paper = random.Random(f"{fault.kind} {seed}"), _ground(fault, seed)
    said, at = {}, []
    for name, wordings in fault.say.items():
        text = word(rng.choice(wordings), paper.county.n) if wordings else ""
        said[name] = text
        at += [text] if text else []
    if missing := [name for name in said if not any(name in names for _, names in paper.order)]:
        raise KeyError(missing)
    paper = paper.say(**said)
    if "table" in fault.how:
        paper = replace(paper, extra={"paid": _wrong_table(paper, fault.how["table"], rng)})
    if "full" in fault.how:
        paper = _no_slack(paper, fault.how["full"])
    if fault.give:
        paper = paper.give(**fault.give)
    if "total" in fault.how:
        total = plain(Decimal(paper.total) + fault.how["total"])
        paper = replace(paper, total=total, told_total=total)
    if "told" in fault.how:
        paper = replace(paper, told_total=plain(Decimal(paper.total) + fault.how["told"]))
    if fault.how.get("drop_table"):
        paper = replace(paper, layout="none")
    if fault.how.get("other_table"):
        paper = replace(paper, layout="other")
    # A self-score's finding points to its table; a paragraph may be torn by a page's end.
    ends = (
        ()
        if fault.code[0] == "S" or "anywhere" in fault.how
        else tuple(end for text in at for end in (text[:12], text[-12:]))
    )
    expected = Expected((fault.code, *fault.any), at=ends, about=fault.kind)
    also = tuple(Expected((code,)) for code in (*fault.also, *NOT_JUDGED))
    return paper, ReportTruth(f"{fault.kind} {seed}", raised=(expected,), also=also, complete=True)


def _ground(fault: Fault, seed: int) -> Paper:
    """A clean paper in which this fault can stand."""
    first = crc32(fault.kind.encode()) % 9000 + 10_000 * seed
    for tried in range(first, first + 100):
        paper = clean(tried)
        county = paper.county
        wants_table, speaks_of_it = "table" in fault.how, "paid" in (fault.how.get("clear"), *fault.say)
        if (wants_table or speaks_of_it) and ("funds_table" in county.flags) != wants_table:
            continue
        if fault.how.get("small") and (county.n["villages"] > 200 or county.truth["S2.1.11"][0] != 5):
            continue
        if fault.how.get("wan") and not county.n["in_wan"]:
            continue
        if "full" in fault.how and paper.scores[fault.how["full"]] == 0:
            continue
        if any(name not in paper.said for name in fault.say):
            continue
        return _perfect(paper) if fault.how.get("all_full") else paper
    raise ValueError(fault.kind)


def _no_slack(paper: Paper, criterion: str) -> Paper:
    """The same paper with all that the truth allows on the other lines of an indicator, so that a missing line shows."""
    lines = next(lines for *_, lines in INDICATORS if criterion in lines)
    scores = {one: paper.county.truth[one][1] for one in lines if paper.scores[one]}
    return replace(paper, scores={**paper.scores, **scores}).give()


def _perfect(paper: Paper) -> Paper:
    """The same paper with full marks on every line."""
    full = {name: most for _, name, most, _ in INDICATORS}
    return paper.give(**full)


def _wrong_table(paper: Paper, how: str, rng: random.Random) -> Table:
    """The table of money with a wrong total, or with a wrong row."""
    table = [list(row) for row in paper.extra["paid"]]
    row = len(table) - 1 if how == "total" else rng.randint(1, len(table) - 2)
    amount = Decimal(table[row][2])
    step = Decimal(3) if paper.county.n["in_wan"] else Decimal(30_000)
    table[row][2] = str(amount + step)
    return tuple(tuple(one) for one in table)
