"""Generated papers through the program: what tests and ``python -m tests.faults`` share."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from docscore.check import CODES
from docscore.evaluate import compare_report
from docscore.ingest import read
from docscore.model import Assessment, Lexicon, Rubric
from docscore.model.truth import Expected, ReportEvaluation, ReportTruth
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.journey import assess

from .faults import NOT_JUDGED, Fault, plant
from .layout import save_docx, save_pdf
from .paper import Paper, clean

RUBRIC = "guangdong-2019"


@cache
def rules() -> tuple[Rubric, Lexicon]:
    """The rubric of all generated papers, and the words."""
    lexicon = load_lexicon()
    return load_rubric(RUBRIC, lexicon), lexicon


def save(paper: Paper, folder: Path, name: str, seed: int) -> Path:
    """The paper as DOCX or PDF by turns."""
    write, suffix = ((save_docx, "docx"), (save_pdf, "pdf"))[seed % 2]
    return write(paper, folder / f"{name}.{suffix}")


def assessed(paper: Paper, folder: Path, seed: int) -> Assessment:
    """What the program says of a paper, with the codes that are off by default as well."""
    return assess(save(paper, folder, "report", seed), *rules(), read, wanted=CODES)


def clean_truth(paper: Paper, name: str) -> ReportTruth:
    """A clean paper raises nothing, and every criterion earns what the county's numbers give."""
    return ReportTruth(
        name,
        also=tuple(Expected((code,)) for code in NOT_JUDGED),
        complete=True,
        points=paper.county.truth,
        self_total=Decimal(paper.total),
    )


def measure(fault: Fault, seed: int, folder: Path) -> ReportEvaluation:
    """One paper with one fault."""
    paper, truth = plant(fault, seed)
    evaluation = ReportEvaluation()
    compare_report(truth, assessed(paper, folder, seed), evaluation)
    return evaluation


def write_corpus(folder: Path, faults: tuple[Fault, ...], seeds: range, clean_seeds: range) -> int:
    """Papers with their truth beside them, for ``docscore evaluate``.

    Returns:
        How many papers were written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for name, paper, truth, seed in _papers(faults, seeds, clean_seeds):
        path = save(paper, folder, name, seed)
        YAML().dump(_as_yaml(truth, path.name), folder / f"{name}.yaml")
        written += 1
    return written


def _papers(
    faults: tuple[Fault, ...], seeds: range, clean_seeds: range
) -> Iterator[tuple[str, Paper, ReportTruth, int]]:
    for fault in faults:
        for seed in seeds:
            yield f"{fault.code}-{fault.kind}-{seed}", *plant(fault, seed), seed
    for seed in clean_seeds:
        paper = clean(seed)
        yield f"clean-{seed}", paper, clean_truth(paper, f"clean-{seed}"), seed


def _as_yaml(truth: ReportTruth, report: str) -> dict[str, object]:
    def listed(entries: tuple[Expected, ...]) -> list[dict[str, object]]:
        return [
            {"code": list(one.codes), **({"at": list(one.at)} if one.at else {}), "about": one.about}
            for one in entries
        ]

    told: dict[str, object] = {"report": report, "rubric": RUBRIC, "complete": truth.complete}
    told |= {"raise": listed(truth.raised), "also": listed(truth.also)}
    told["points"] = {key: [int(low), int(high)] for key, (low, high) in truth.points.items()}
    if truth.self_total is not None:
        told["self_total"] = float(truth.self_total)
    return told
