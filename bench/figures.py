"""F1 of value and unit, and characters a second, beside other readers of quantities on the same passages in one run.

    make bench-figures

The others are installed into an environment of their own under ``build/``. JioNLP reads money only, so money and
percentages are also reported apart. Then the cost of 1, 10 and 100 times the text.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import venv
from decimal import Decimal
from pathlib import Path

from docscore.evaluate.spans import label_spans
from docscore.extract import extract, segmenter
from docscore.extract.plain import clean_text
from docscore.model.gold import GoldPaper, Label
from docscore.packs.figure_gold import find_gold
from docscore.packs.lexicon import load_lexicon
from docscore.quantity import scan

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "bench-figures"
PACKAGES = ["cn2an==0.5.24", "jionlp==1.5.31", "recognizers-text-suite==1.0.2a2", "emoji<2"]
NAMES = {"cn2an": "cn2an + regex", "jionlp": "JioNLP", "recognizers": "Recognizers-Text"}

Found = tuple[int, int, str, str]
Gold = list[tuple[tuple[int, int], Label]]


def others() -> Path:
    """Python of the environment that holds the other tools; made on the first run."""
    python = HOME / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    done = HOME / "installed"
    if not done.exists():
        venv.create(HOME, with_pip=True)
        subprocess.run(
            [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *PACKAGES], check=True
        )
        done.touch()
    return python


def passages() -> list[GoldPaper]:
    """Our labelled passages without those whose figures need a table's headers: the others read plain text."""
    return [paper for _, paper in find_gold(ROOT / "corpus" / "figures") if "|" not in paper.text]


def f1(gold: list[Gold], found: list[list[Found]], units: set[str] | None) -> float:
    """F1 of value and unit over all passages; *units* restricts both sides."""
    hits = labelled = predicted = 0
    for labels, figures in zip(gold, found, strict=True):
        spare = [span for span, label in labels if label.optional or (units and not units & set(label.units))]
        wanted = [
            (span, label)
            for span, label in labels
            if not label.optional and (units is None or units & set(label.units))
        ]
        labelled += len(wanted)
        rest = [one for one in figures if units is None or one[3] in units]
        for span, label in wanted:
            near = [one for one in rest if one[0] < span[1] and span[0] < one[1]]
            if near:
                rest.remove(near[0])
                predicted += 1
                hits += Decimal(near[0][2]) == label.value and near[0][3] in label.units
        predicted += sum(
            1 for one in rest if not any(one[0] < end and start < one[1] for start, end in spare)
        )
    return 2 * hits / (labelled + predicted)


def ours(texts: list[str]) -> tuple[list[list[Found]], float, float]:
    """docscore's figures, CPU seconds of extraction, and of those the seconds of segmentation."""
    lexicon = load_lexicon()
    spent = 0.0
    words = segmenter.Segmenter.words

    def timed(self: segmenter.Segmenter, text: str) -> list[str]:
        nonlocal spent
        begin = time.process_time()
        found = words(self, text)
        spent += time.process_time() - begin
        return found

    for text in texts:
        extract(clean_text(text), lexicon)
    segmenter.Segmenter.words = timed  # type: ignore[method-assign]
    begin = time.process_time()
    read = [extract(clean_text(text), lexicon) for text in texts]
    seconds = time.process_time() - begin
    segmenter.Segmenter.words = words  # type: ignore[method-assign]
    found: list[list[Found]] = []
    for text, extraction in zip(texts, read, strict=True):
        origins = [block.block.origin or 0 for block in clean_text(text).blocks]
        found.append([
            (origins[one.place.block] + one.place.start, origins[one.place.block] + one.place.end,
             str(one.quantity.value), one.quantity.unit)
            for one in extraction.figures
        ])  # fmt: skip
    return found, seconds, spent


def scanned(texts: list[str]) -> tuple[list[list[Found]], float]:
    """What the grammar alone finds, which is all that the others do: value and unit; and its CPU seconds."""
    lexicon = load_lexicon()
    seconds = float("inf")
    for _ in range(6):
        begin = time.process_time()
        read = [scan(text, lexicon) for text in texts]
        seconds = min(seconds, time.process_time() - begin)
    return [
        [(one.start, one.end, str(one.quantity.value), one.quantity.unit) for one in found] for found in read
    ], seconds


def main() -> None:
    """Run everything and print it."""
    papers = passages()
    texts = [paper.text for paper in papers]
    gold = [label_spans(paper, paper.text) for paper in papers]
    characters = sum(map(len, texts))
    rows: list[tuple[str, list[list[Found]], float]] = []
    found, seconds, spent = ours(texts)
    rows.append(("docscore scan", *scanned(texts)))
    rows.append(("docscore extract", found, seconds))
    python = others()
    for tool, name in NAMES.items():
        done = subprocess.run(
            [python, Path(__file__).parent / "figure_tools.py", tool],
            input=json.dumps(texts), capture_output=True, text=True, check=True,
        )  # fmt: skip
        told = json.loads(done.stdout)
        rows.append((name, [[tuple(one) for one in figures] for figures in told["figures"]], told["seconds"]))
    labels = sum(1 for one in gold for _, label in one if not label.optional)
    print(
        f"{len(papers)} passages, {characters} characters, {labels} labelled figures; F1 of value and unit\n"
    )
    print(f"{'':18}{'all':>8}{'money':>8}{'percent':>9}{'chars/s':>11}")
    for name, figures, seconds in rows:
        print(
            f"{name:18}{f1(gold, figures, None):8.3f}{f1(gold, figures, {'元'}):8.3f}"
            f"{f1(gold, figures, {'%'}):9.3f}{characters / seconds:11,.0f}"
        )
    apart = characters / (rows[1][2] - spent)
    density = labels * 1000 // characters
    print(f"\nextract tells role, subject and period as well; apart from segmentation {apart:,.0f} chars/s,")
    print(f"with {density} figures in 1,000 characters")
    print("\ntext ×     characters   CPU s   chars/s")
    for times in (1, 10, 100):
        _, seconds, _ = ours(["\n".join(texts * times)])
        print(f"{times:6}{characters * times:15,}{seconds:8.2f}{characters * times / seconds:10,.0f}")


if __name__ == "__main__":
    main()
