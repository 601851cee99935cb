"""Generated forms, read and checked: cells, points, planted faults, and what was raised on clean ones."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from docscore.ingest import read
from docscore.model import Assessment
from docscore.packs.form_rules import load_form_rules
from docscore.packs.lexicon import load_lexicon
from docscore.pipeline.forms import assess_forms, read_form_submission

from . import department, grids
from .county import VARIANTS, Paper, clean, grid, points_of, truth
from .faults import faulty

_LEXICON = load_lexicon()
_CENT = Decimal("0.01")


@dataclass
class Measured:
    """What came of some forms."""

    cells: int = 0
    wrong_cells: list[str] = field(default_factory=list)
    rows: int = 0
    wrong_rows: list[str] = field(default_factory=list)
    faults: int = 0
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    beside: Counter[str] = field(default_factory=Counter)


def assessed(path: Path, rules: str) -> tuple[Assessment, ...]:
    """The forms of a file, read without a process of its own."""
    submission = read_form_submission(path, _LEXICON, reader=read)
    return assess_forms(submission, load_form_rules(rules), _LEXICON, lone=True)


def printed(papers: list[Paper], kind: str, folder: Path) -> list[Path]:
    """The forms as files of a kind."""
    return _files([grid(paper) for paper in papers], kind, folder)


def _files(drawn: list[str], kind: str, folder: Path) -> list[Path]:
    if kind == "xlsx":
        return [grids.xlsx(each, folder / f"{number}.xlsx") for number, each in enumerate(drawn)]
    words = [grids.docx(each, folder / f"{number}.docx") for number, each in enumerate(drawn)]
    return words if kind == "docx" else grids.pdf(words, folder)


def measure(kind: str, seeds: range, folder: Path, *, faults: bool = True) -> Measured:
    """Clean and faulty forms of all variants in one kind of file."""
    found = Measured()
    jobs: list[tuple[str, str, Paper, str]] = []
    for variant in VARIANTS:
        for seed in seeds:
            jobs.append(("", "", clean(variant, seed), variant))
            if faults:
                jobs += faulty(variant, seed)
    paths = printed([paper for _, _, paper, _ in jobs], kind, folder)
    for (name, code, paper, rules), path in zip(jobs, paths, strict=True):
        where = f"{paper.variant} {kind} {name or 'clean'} {path.stem}"
        forms = assessed(path, rules)
        if len(forms) != 1:
            found.wrong_cells.append(f"{where}: {len(forms)} forms")
            continue
        codes = Counter(finding.code for finding in forms[0].review.alarms)
        if name:
            found.faults += 1
            if code not in codes:
                found.missed.append(f"{where}: {code}, raised {dict(codes)}")
            found.beside.update(f"{name}: {other}" for other in codes if other != code)
        else:
            found.alarms += [f"{where}: {f.code} {f.message}" for f in forms[0].review.alarms]
            _rows(forms[0], paper, where, found)
        _cells(forms[0], truth(paper), where, found)
    return found


def measure_departments(kind: str, seeds: range, folder: Path, *, faults: bool = True) -> Measured:
    """Forms of departments with the reports around them, clean and faulty, in one kind of file."""
    found = Measured()
    jobs: list[tuple[str, str, department.Paper]] = []
    for family in department.FAMILIES:
        for seed in seeds:
            jobs.append(("", "", department.clean(family, seed)))
            jobs += department.faulty(family, seed) if faults else []
    for (name, code, paper), path in zip(
        jobs, _files([department.grid(p) for *_, p in jobs], kind, folder), strict=True
    ):
        where = f"department {paper.family} {kind} {name or 'clean'} {path.stem}"
        forms = assessed(path, "form-national")
        if len(forms) != 1:
            found.wrong_cells.append(f"{where}: {len(forms)} forms")
            continue
        codes = Counter(finding.code for finding in forms[0].review.alarms)
        if name:
            found.faults += 1
            if code not in codes:
                found.missed.append(f"{where}: {code}, raised {dict(codes)}")
            found.beside.update(f"{name}: {other}" for other in codes if other != code)
        else:
            found.alarms += [f"{where}: {f.code} {f.message}" for f in forms[0].review.alarms]
        _cells(forms[0], department.truth(paper), where, found)
    return found


def _cells(assessment: Assessment, wanted_cells: dict[str, object], where: str, found: Measured) -> None:
    from .test_wild import cells_of

    assert assessment.form is not None
    wanted, given = cells_of(assessment.form.form.rows, wanted_cells)
    found.cells += len(wanted)
    found.wrong_cells += [f"{where}: - {cell}" for cell in wanted if cell not in given]
    found.wrong_cells += [f"{where}: + {cell}" for cell in given if cell not in wanted]


def _rows(assessment: Assessment, paper: Paper, where: str, found: Measured) -> None:
    """Points within what the variant's formulas allow; exactly those where the variant says which formula holds."""
    lines = {line.id: line.outcome for line in assessment.sheet.criteria()}
    found.rows += 1 + len(paper.rows)
    if not lines["execution"].low == lines["execution"].high == paper.execution_points.normalize():
        found.wrong_rows.append(f"{where}: execution {lines['execution'].low} {paper.execution_points}")
    for number, row in enumerate(paper.rows, start=1):
        outcome, points = lines[f"r{number}"], points_of(paper.variant, row)
        certain = row.operator != "定性" and (
            row.operator != "≤" or paper.variant in ("form-guangxi", "form-hubei-2020")
        )
        exact = outcome.low == outcome.high == points
        if (certain and not exact) or not outcome.low <= points <= outcome.high:
            found.wrong_rows.append(f"{where}: {row.name} {outcome.low}–{outcome.high}, {points}")


if __name__ == "__main__":
    seeds = range(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
    for kind in sys.argv[2].split(",") if len(sys.argv) > 2 else ("docx", "xlsx", "pdf"):
        for what, run in (("projects", measure), ("departments", measure_departments)):
            with tempfile.TemporaryDirectory() as folder:
                result = run(kind, seeds, Path(folder))
            print(
                f"{kind} {what}: cells {result.cells - len(result.wrong_cells)}/{result.cells}, rows {result.rows - len(result.wrong_rows)}/{result.rows}, "
                f"faults {result.faults - len(result.missed)}/{result.faults}, alarms on clean {len(result.alarms)}"
            )
            for line in (
                *result.wrong_cells[:12],
                *result.wrong_rows[:12],
                *result.missed[:30],
                *result.alarms[:12],
            ):
                print("  ", line)
            print("  beside:", dict(result.beside.most_common(20)))
