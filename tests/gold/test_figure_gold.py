"""Extraction measured on labelled papers; the floors are what was reached when they were set."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from docscore.evaluate import compare
from docscore.export.evaluation import evaluation_text
from docscore.extract import extract
from docscore.ingest import read
from docscore.model.gold import Evaluation, Fault
from docscore.normalize import normalize
from docscore.packs.figure_gold import find_gold, read_gold
from docscore.packs.lexicon import load_lexicon

ROOT = Path(__file__).resolve().parent.parent.parent
LEXICON = load_lexicon()


def measure(gold: Path, documents: Path | None, scratch: Path) -> Evaluation:
    """All labelled papers under *gold*."""
    evaluation = Evaluation()
    for position, (_, paper) in enumerate(find_gold(gold)):
        path = scratch / f"{position}.txt"
        if paper.document:
            assert documents is not None
            path = documents / paper.document
        else:
            path.write_text(paper.text, encoding="utf-8")
        document = read(path)
        compare(paper, document, extract(normalize(document), LEXICON), evaluation)
    return evaluation


@pytest.mark.parametrize("name", ["figures-lechang.yaml", "figures-chongqing.yaml"])
def test_a_real_paper(shared: Path, name: str, tmp_path: Path) -> None:
    evaluation = measure(shared / "gold" / name, shared / "seeds", tmp_path)
    report = evaluation_text(evaluation)
    assert evaluation.labelled > 10
    assert evaluation.f1(evaluation.span) >= 0.99, report
    assert evaluation.f1(evaluation.value_unit) >= 0.99, report
    assert evaluation.share(evaluation.comparator) >= 0.99, report
    assert evaluation.share(evaluation.role) >= 0.97, report
    assert evaluation.share(evaluation.subject) >= 0.95, report
    assert evaluation.period_share >= 0.9, report
    assert evaluation.trapped == 0, report


@pytest.mark.parametrize("name", ["lechang.docx", "lechang.pdf"])
def test_the_same_paper_as_docx_and_pdf(shared: Path, name: str) -> None:
    """Matched by value and unit in reading order, as these files have no text offsets."""
    (paper,) = read_gold(shared / "gold" / "figures-lechang.yaml")
    extraction = extract(normalize(read(shared / "real" / name)), LEXICON)
    expected = [(str(label.value), label.units[0]) for label in paper.labels if not label.optional]
    got = [
        (str(figure.quantity.value), figure.quantity.unit)
        for figure in extraction.figures
        if figure.place.cell is None
    ]
    missed = missing_in_order(expected, got)
    assert len(missed) <= 2, missed
    assert len(got) <= len(expected) + 4, got


def test_our_own_passages(tmp_path: Path) -> None:
    evaluation = measure(ROOT / "corpus" / "figures", None, tmp_path)
    report = evaluation_text(evaluation)
    assert evaluation.papers >= 60
    assert evaluation.labelled >= 400
    assert evaluation.f1(evaluation.value_unit) >= 0.99, report
    assert evaluation.share(evaluation.comparator) >= 0.99, report
    assert evaluation.share(evaluation.role) >= 0.98, report
    assert evaluation.share(evaluation.subject) >= 0.96, report
    assert evaluation.period_share >= 0.9, report
    assert evaluation.trap_rate <= 0.01, report


LABELS = """
passages:
- id: one
  text: 建成17个站点，培训4200人次，第三方测评满意率93%。
  figures:
  - {surface: 17个, value: 17, unit: 个, subject: 站点}
  - {surface: 4200人次, value: 4200, unit: 人次, role: target, subject: 培训}
  - {surface: 三方, value: 3, unit: 方}
  not_figures: [93%]
"""


def test_the_evaluator_sees_a_miss_an_invention_a_trap_and_a_wrong_role(tmp_path: Path) -> None:
    """An evaluator that cannot fail measures nothing."""
    gold = tmp_path / "gold.yaml"
    gold.write_text(LABELS, encoding="utf-8")
    evaluation = measure(gold, None, tmp_path)
    assert (evaluation.labelled, evaluation.predicted, evaluation.matched) == (3, 3, 2)
    assert {(wrong.fault, wrong.surface) for wrong in evaluation.wrong} == {
        (Fault.ROLE, "4200人次"),
        (Fault.MISSED, "三方"),
        (Fault.INVENTED, "93%"),
        (Fault.TRAPPED, "93%"),
    }
    assert evaluation.f1(evaluation.value_unit) == pytest.approx(2 * 2 / 6)


def missing_in_order(
    expected: Sequence[tuple[str, str]], got: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """What of *expected* is not among *got* when both are read from front to back."""
    matcher = SequenceMatcher(None, list(expected), list(got), autojunk=False)
    met: set[int] = set()
    for block in matcher.get_matching_blocks():
        met.update(range(block.a, block.a + block.size))
    return [item for position, item in enumerate(expected) if position not in met]
