"""Measures extracted figures against labelled ones: precision and recall of span, value, unit; role and subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from ruamel.yaml import YAML

from docscore.extract import extract
from docscore.ingest import read
from docscore.model import Extraction, Figure, Lexicon
from docscore.normalize import normalize

#: Two subjects agree from here on: rapidfuzz's partial ratio, 0 to 100. 行政村覆盖率 / 村覆盖率 agree, 镇 / 村 do not.
SUBJECT_AGREES = 60


@dataclass(frozen=True)
class Labelled:
    """One labelled figure; ``start`` and ``end`` are offsets in the file's text."""

    start: int
    end: int
    surface: str
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: str
    roles: tuple[str, ...]
    subject: str
    optional: bool


@dataclass(frozen=True)
class Predicted:
    """An extracted figure at its offsets in the file's text."""

    start: int
    end: int
    figure: Figure


@dataclass
class Score:
    """Counts over one or more papers; each wrong case is named."""

    labelled: int = 0
    predicted: int = 0
    span: int = 0
    value: int = 0
    value_unit: int = 0
    comparator: int = 0
    role: int = 0
    subject: int = 0
    matched: int = 0
    traps: int = 0
    trapped: int = 0
    wrong: list[str] = field(default_factory=list)

    def f1(self, hits: int) -> float:
        """F1 of *hits* among the labelled and the predicted."""
        return 2 * hits / (self.labelled + self.predicted) if self.labelled + self.predicted else 1.0

    def share(self, hits: int) -> float:
        """*hits* among the matched figures."""
        return hits / self.matched if self.matched else 1.0

    def report(self) -> str:
        """All measures and all wrong cases, for a person."""

        def line(name: str, hits: int) -> str:
            precision = hits / self.predicted if self.predicted else 1.0
            recall = hits / self.labelled if self.labelled else 1.0
            return f"{name:<12} P {precision:.3f}  R {recall:.3f}  F1 {self.f1(hits):.3f}"

        return "\n".join(
            [
                f"labelled {self.labelled}  predicted {self.predicted}  matched {self.matched}",
                line("span", self.span),
                line("value", self.value),
                line("value+unit", self.value_unit),
                f"comparator   {self.share(self.comparator):.3f}",
                f"role         {self.share(self.role):.3f}",
                f"subject      {self.share(self.subject):.3f}",
                f"traps        {self.trapped} of {self.traps}",
                *self.wrong,
            ]
        )


def load(path: Path) -> dict[str, Any]:
    """A YAML file of labels."""
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return data


def nth_offset(text: str, surface: str, nth: int) -> int:
    """Offset of the *nth* occurrence, counted as plain substrings; fails if there are fewer."""
    at = -1
    for _ in range(nth):
        at = text.index(surface, at + 1)
    return at


def labels(gold: dict[str, Any], text: str) -> list[Labelled]:
    """The labelled figures of a paper with their places in *text*."""
    found = []
    for item in gold["figures"]:
        start = nth_offset(text, item["surface"], item.get("nth", 1))
        found.append(
            Labelled(
                start,
                start + len(item["surface"]),
                item["surface"],
                Decimal(str(item["value"])),
                Decimal(str(item["value_max"])) if item.get("value_max") is not None else None,
                item["unit"],
                item["comparator"],
                (item["role"], *item.get("role_alt", [])),
                item.get("subject", ""),
                item.get("optional", False),
            )
        )
    return found


def traps(gold: dict[str, Any], text: str) -> list[tuple[int, int, str]]:
    """Places of the strings that are no figures."""
    places = []
    for item in gold.get("not_figures", []):
        start = nth_offset(text, item["surface"], item.get("nth", 1))
        places.append((start, start + len(item["surface"]), f"{item['surface']}（{item['why']}）"))
    return places


def run(path: Path, lexicon: Lexicon) -> Extraction:
    """The real way of a file: read → normalize → extract."""
    return extract(normalize(read(path)), lexicon)


def in_file(path: Path, extraction: Extraction, region: tuple[int, int]) -> list[Predicted]:
    """Figures of a text file at file offsets, within *region*."""
    blocks = read(path).blocks
    found = []
    for figure in extraction.figures:
        origin = blocks[figure.place.block].origin
        assert origin is not None
        start, end = origin + figure.place.start, origin + figure.place.end
        if region[0] <= start < region[1]:
            found.append(Predicted(start, end, figure))
    return found


def compare(
    labelled: Sequence[Labelled],
    predicted: Sequence[Predicted],
    trap_places: Sequence[tuple[int, int, str]],
    score: Score | None = None,
) -> Score:
    """Matches by overlapping span, the exact one first, and counts what agrees.

    An optional label that is met or missed counts neither for nor against.
    """
    score = score or Score()
    taken: set[int] = set()
    for label in labelled:
        rest = [
            i
            for i, one in enumerate(predicted)
            if i not in taken and one.start < label.end and label.start < one.end
        ]
        rest.sort(key=lambda i: (predicted[i].start, predicted[i].end) != (label.start, label.end))
        if label.optional:
            taken.update(rest[:1])
            continue
        score.labelled += 1
        if not rest:
            score.wrong.append(f"missed    {label.surface} = {label.value} {label.unit} · {label.subject}")
            continue
        taken.add(rest[0])
        score.predicted += 1
        score.matched += 1
        _agree(label, predicted[rest[0]], score)
    for i, one in enumerate(predicted):
        if i not in taken:
            score.predicted += 1
            quantity = one.figure.quantity
            score.wrong.append(
                f"invented  {one.figure.surface} = {quantity.value} {quantity.unit} · {one.figure.subject}"
            )
    for start, end, why in trap_places:
        score.traps += 1
        hit = [
            one
            for one in predicted
            if one.start < end
            and start < one.end
            and not any(label.start < one.end and one.start < label.end for label in labelled)
        ]
        if hit:
            score.trapped += 1
            score.wrong.append(f"trapped   {hit[0].figure.surface} in {why}")
    return score


def _agree(label: Labelled, one: Predicted, score: Score) -> None:
    figure, quantity = one.figure, one.figure.quantity
    if (one.start, one.end) == (label.start, label.end):
        score.span += 1
    else:
        score.wrong.append(f"span      {label.surface!r} got {figure.surface!r}")
    value = quantity.value == label.value and quantity.value_max == label.value_max
    score.value += value
    if value and quantity.unit == label.unit:
        score.value_unit += 1
    else:
        score.wrong.append(
            f"value     {label.surface}: {label.value} {label.unit} got {quantity.value} {quantity.unit}"
        )
    if quantity.comparator.value == label.comparator:
        score.comparator += 1
    else:
        score.wrong.append(f"bound     {label.surface}: {label.comparator} got {quantity.comparator.value}")
    if figure.role.value in label.roles:
        score.role += 1
    else:
        score.wrong.append(
            f"role      {label.surface} {label.subject}: {'/'.join(label.roles)} got {figure.role.value}"
        )
    if not label.subject or subjects_agree(label.subject, figure.subject):
        score.subject += 1
    else:
        score.wrong.append(f"subject   {label.surface}: {label.subject} got {figure.subject}")


def subjects_agree(expected: str, got: str) -> bool:
    """Whether two wordings of a subject mean the same: most characters of the shorter stand in the longer."""
    if not got:
        return False
    shared = sum(1 for character in set(expected) if character in got) / len(set(expected))
    return fuzz.partial_ratio(expected, got) >= SUBJECT_AGREES or shared >= 0.6


def passage_labels(passage: dict[str, Any], text: str) -> list[Labelled]:
    """Labels of a passage of our own corpus: each surface is looked for behind the one before it."""
    found = []
    at = 0
    for item in passage["figures"]:
        at = text.index(item["surface"], at)
        end = at + len(item["surface"])
        found.append(
            Labelled(
                at,
                end,
                item["surface"],
                Decimal(str(item["value"])),
                Decimal(str(item["value_max"])) if item.get("value_max") is not None else None,
                item["unit"],
                item.get("comparator", "eq"),
                (item.get("role", "actual"), *item.get("role_alt", [])),
                item.get("subject", ""),
                item.get("optional", False),
            )
        )
        at = end
    return found


def passage_traps(passage: dict[str, Any], text: str) -> list[tuple[int, int, str]]:
    """Places of a passage's strings that are no figures; the first occurrence of each."""
    return [(at := text.index(word), at + len(word), word) for word in passage.get("not_figures", [])]


def score_corpus(folder: Path, scratch: Path, lexicon: Lexicon) -> Score:
    """All passages of *folder*, each run as a text file of its own in *scratch*."""
    total = Score()
    for file in sorted(folder.glob("*.yaml")):
        for passage in load(file)["passages"]:
            path = scratch / f"{passage['id']}.txt"
            path.write_text(passage["text"], encoding="utf-8")
            text = passage["text"]
            predicted = in_file(path, run(path, lexicon), (0, len(text)))
            before = len(total.wrong)
            compare(passage_labels(passage, text), predicted, passage_traps(passage, text), total)
            total.wrong[before:] = [f"{passage['id']:<10} {line}" for line in total.wrong[before:]]
    return total


def missing_in_order(
    expected: Sequence[tuple[str, str]], got: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """What of *expected* is not among *got* when both are read from front to back."""
    matcher = SequenceMatcher(None, list(expected), list(got), autojunk=False)
    met: set[int] = set()
    for block in matcher.get_matching_blocks():
        met.update(range(block.a, block.a + block.size))
    return [item for position, item in enumerate(expected) if position not in met]
