"""Recall over planted faults and quiet on clean papers; every miss and every false alarm is named."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from docscore.check import CODES
from docscore.model import Finding, Lexicon, Rubric, Severity
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline import assess

from .paper import FAULTS, Paper, clean

SEEDS = (1, 2)
CLEAN_SEEDS = range(100, 112)

#: Codes that a planted fault rightly brings along, beside its own.
_CONSEQUENCES = frozenset(
    {"S01", "S02", "S04", "R02", "G03", "T01", "T02", "C01", "C03", "S05", "R01", "R06", "G01", "G06"}
)


@cache
def _rules() -> tuple[Rubric, Lexicon]:
    lexicon = load_lexicon()
    return load_rubric("guangdong-2019", lexicon), lexicon


def _findings(paper: Paper, folder: Path) -> tuple[Finding, ...]:
    return assess(paper.save(folder / "report.docx"), *_rules()).review.findings


def test_every_planted_fault_is_found(tmp_path: Path) -> None:
    found: defaultdict[str, list[bool]] = defaultdict(list)
    missed = []
    for fault in FAULTS:
        for seed in SEEDS:
            codes = {finding.code for finding in _findings(fault.plant(clean(seed)), tmp_path)}
            found[fault.name].append(fault.code in codes)
            if fault.code not in codes:
                missed.append(f"{fault.name}（{fault.code}，种子 {seed}）：{sorted(codes)}")
    hits = sum(sum(tries) for tries in found.values())
    recall = hits / (len(FAULTS) * len(SEEDS))
    print(f"planted faults: {len(FAULTS)} kinds, recall {recall:.3f}")
    assert recall >= 0.95, missed
    assert all(sum(tries) / len(tries) >= 0.5 for tries in found.values()), missed


def test_clean_papers_are_quiet(tmp_path: Path) -> None:
    warnings = []
    for seed in CLEAN_SEEDS:
        findings = _findings(clean(seed), tmp_path)
        assert not [f.message for f in findings if f.severity is Severity.ERROR]
        warnings += [f"{seed} {f.code} {f.message}" for f in findings if f.severity is Severity.WARNING]
    print(f"clean papers: {len(CLEAN_SEEDS)}, {len(warnings)} warnings")
    assert len(warnings) <= 0.2 * len(CLEAN_SEEDS), warnings


def test_faults_bring_no_unrelated_errors(tmp_path: Path) -> None:
    strange = [
        f"{fault.name}: {finding.code} {finding.message}"
        for fault in FAULTS
        for finding in _findings(fault.plant(clean(SEEDS[0])), tmp_path)
        if finding.severity is not Severity.INFO and finding.code not in _CONSEQUENCES | {fault.code}
    ]
    assert len(strange) <= 0.05 * len(FAULTS), strange


def test_exact_intervals_on_clean_papers(tmp_path: Path) -> None:
    """Every line whose rule is a number is decided, at full marks, by construction."""
    for seed in CLEAN_SEEDS:
        sheet = assess(clean(seed).save(tmp_path / "report.docx"), *_rules()).sheet
        for line in sheet.criteria():
            rule = next(c.rule for c in _rules()[0].criteria() if c.id == line.id)
            if getattr(rule, "metric", None) is None or line.id in ("S5.3.1", "S6.1.1", "S7.2.1"):
                continue
            assert (line.outcome.low, line.outcome.high) == (line.max, line.max), (
                seed,
                line.id,
                line.outcome.trace.reason,
            )


def test_kinds_cover_the_codes() -> None:
    planted = {fault.code for fault in FAULTS}
    untestable_here = {
        "A02",
        "S08",
        "S09",
        "G01",
        "G06",
        "G07",
    }  # they need another layout; tests/check has them
    assert set(CODES) - planted <= untestable_here
    assert len(FAULTS) >= 30


@pytest.mark.parametrize("seed", SEEDS)
def test_same_seed_same_paper(seed: int) -> None:
    assert clean(seed) == clean(seed)
