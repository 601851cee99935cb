"""One fault is one doubt to settle: what a planted fault adds at top level, over what the clean paper raises."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from docscore.model import Finding, Review
from docscore.pipeline.journey import assess

from .faults import FAULTS, _ground, plant
from .measured import read, rules, save
from .paper import Paper

SEED = 2
#: Kinds that are looked at; all of them take a minute (in all, 82 roots for 86 faults, 6 papers with more than one).
SAMPLE = FAULTS[::7]
#: One finding for a whole paper lists what it found: with one item more it is the same doubt in other words.
LISTS = frozenset({"G02", "G11", "G12", "G13", "P11", "S20"})


def _review(paper: Paper, folder: Path) -> Review:
    return assess(save(paper, folder, "report", SEED), *rules(), read).review


def _added(after: Review, before: Review) -> list[Finding]:
    known = Counter((finding.code, finding.message) for finding in before.findings)
    return [
        finding
        for finding in after.findings
        if finding.code not in LISTS and not known[finding.code, finding.message]
    ]


def test_one_fault_one_root(tmp_path: Path) -> None:
    roots = {}
    for fault in SAMPLE:
        paper, _ = plant(fault, SEED)
        added = _added(_review(paper, tmp_path), _review(_ground(fault, SEED), tmp_path))
        roots[fault.kind] = [finding.code for finding in added if not finding.caused_by]
    several = {kind: codes for kind, codes in roots.items() if len(codes) > 1}
    print(f"{sum(map(len, roots.values()))} roots for {len(SAMPLE)} faults; several: {several}")
    assert len(several) <= len(SAMPLE) // 8, several
