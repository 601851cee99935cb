"""How the cost of scoring and checking grows with a report, and how it stands against reading a 200-page one.

    python bench/scaling.py

CPU seconds of this process, the best of several passes. The report is the sample submission with its body repeated; the
200-page one is as many copies of its PDF as that takes. Up to 10·log(10n)/log(n) a step of ten is n·log n.
"""

from __future__ import annotations

import math
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pypdfium2

from docscore.check import check
from docscore.extract import extract
from docscore.ingest import read
from docscore.link import link, name_metrics
from docscore.model import Lexicon, Rubric
from docscore.normalize import normalize
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.score import score

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpus" / "yunling" / "report.pdf"
PAGES = 200
Made = TypeVar("Made")


def best(work: Callable[[], Made], passes: int = 3) -> tuple[float, Made]:
    """CPU seconds of the fastest of *passes*, and what was made."""
    times = []
    for _ in range(passes):
        begin = time.process_time()
        made = work()
        times.append(time.process_time() - begin)
    return min(times), made


def stages(path: Path, rubric: Rubric, lexicon: Lexicon, passes: int = 3) -> dict[str, float]:
    """CPU seconds of each stage for one file, and the number of figures as ``figures``."""
    took: dict[str, float] = {}
    took["read"], document = best(lambda: read(path), passes)
    took["extract"], extraction = best(
        lambda: name_metrics(extract(normalize(document), lexicon), lexicon.metrics), passes
    )
    took["link"], assertions = best(lambda: link(document, extraction, rubric), passes)
    took["score"], sheet = best(lambda: score(rubric, assertions), passes)
    took["check"], _ = best(lambda: check(document, extraction, rubric, assertions, sheet), passes)
    took["figures"] = len(extraction.figures)
    return took


def repeated(times: int, folder: Path) -> Path:
    """The sample's paragraphs over and over as text."""
    words = [block.text for block in read(SAMPLE).blocks if block.table is None]
    target = folder / f"{times}.txt"
    target.write_text("\n\n".join(words * times), encoding="utf-8")
    return target


def long_pdf(folder: Path) -> Path:
    """A PDF of :data:`PAGES` pages."""
    target = folder / "long.pdf"
    with pypdfium2.PdfDocument.new() as whole:
        source = pypdfium2.PdfDocument(SAMPLE)
        while len(whole) < PAGES:
            whole.import_pages(source)
        whole.save(target)
    return target


def main() -> None:
    """Print both tables."""
    lexicon = load_lexicon()
    rubric = load_rubric("guangdong-2019", lexicon)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        took = stages(long_pdf(folder), rubric, lexicon, 2)
        rest = took["score"] + took["check"]
        print(
            f"{PAGES} pages: reading {took['read']:.2f} s, score and check {rest:.2f} s ({rest / took['read']:.2f})"
        )
        print(
            f"\n{'':>6}{'figures':>9}{'extract':>9}{'link':>8}{'score':>8}{'check':>8}{'score+check':>13}{'ratio':>8}"
        )
        before = None
        for times in (1, 10, 100):
            took = stages(repeated(times, folder), rubric, lexicon, 3 if times < 100 else 1)
            both, figures = took["score"] + took["check"], took["figures"]
            ratio = "" if before is None else f"{both / before[0]:8.1f}"
            allowed = "" if before is None else f"  n log n: {_n_log_n(before[1], figures):.1f}"
            shown = "".join(f"{took[stage]:{width}.3f}" for stage, width in
                            (("extract", 9), ("link", 8), ("score", 8), ("check", 8)))  # fmt: skip
            print(f"{times:>5}×{figures:9.0f}{shown}{both:13.3f}{ratio}{allowed}")
            before = (both, figures)


def _n_log_n(before: float, now: float) -> float:
    return now * math.log(now) / (before * math.log(before))


if __name__ == "__main__":
    main()
