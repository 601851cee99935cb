"""What a batch costs: one process against two, 50 submissions against 500, the store's share, a second run, the cohort.

    python bench/batch.py [--large] [--kills N]

The submissions are those of ``tests/batch/province.py``: of five one PDF, one folder and one ZIP with evidence, two Word
documents, in three cities. All ratios are of one run; wall-clock seconds, which other work on the machine stretches.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.batch import province  # noqa: E402

from docscore.cohort import compare_cohort  # noqa: E402
from docscore.model import CountedFigure, Interval, Measured, Member, Metric, Passage, Place  # noqa: E402


def timed(folder: Path, workspace: Path, *more: str) -> tuple[float, float]:
    """Wall-clock and CPU seconds of a run, its processes included."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(province.command(folder, workspace, *more), capture_output=True, text=True)
    assert done.returncode in (0, 3), done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, cpu


def writing(workspace: Path) -> float:
    """Seconds that writing rows took, as the log says."""
    return sum(float(entry.get("writing", 0)) for entry in province.log(workspace) if entry["event"] == "end")


def rates(scratch: Path, count: int) -> None:
    folder = province.build(scratch / f"{count}", count)
    one, one_cpu = timed(folder, scratch / f"{count}-1", "-j", "1")
    two, _ = timed(folder, scratch / f"{count}-2", "-j", "2")
    again, again_cpu = timed(folder, scratch / f"{count}-2", "-j", "2")
    store = writing(scratch / f"{count}-1")
    size = sum(file.stat().st_size for file in (scratch / f"{count}-1").rglob("*") if file.is_file())
    print(
        f"{count} submissions: 1 process {one:.1f} s ({60 * count / one:.0f} a minute, {one_cpu / count:.2f} CPU s each),"
    )
    print(f"  2 processes {two:.1f} s ({one / two:.2f}×), store {store:.2f} s ({100 * store / one:.1f} %),")
    print(
        f"  second run {again:.2f} s ({two / again:.0f}× of 2, {one / again:.0f}× of 1; {again_cpu:.2f} CPU s),"
    )
    print(f"  workspace {size / count / 1024:.0f} KB each")
    assert province.state(scratch / f"{count}-1") == province.state(scratch / f"{count}-2")


def kills(scratch: Path, times: int) -> None:
    folder = province.build(scratch / "kills", 40)
    began = time.monotonic()
    timed(folder, scratch / "kills-undisturbed")
    whole = time.monotonic() - began
    draw, done, workspace = random.Random(1), 0, scratch / "kills-killed"
    while done < times:
        if province.killed_after(folder, workspace, draw.uniform(0.5, whole / 3)):
            done += 1
        else:
            shutil.rmtree(workspace)
    timed(folder, workspace)
    equal = province.state(workspace) == province.state(scratch / "kills-undisturbed")
    print(
        f"killed with -9 {times} times over 40 submissions, then resumed: {'the same bytes' if equal else 'DIFFERENT'}"
    )


def cohort(units: int) -> None:
    """A cohort of invented members as large as real ones: 120 paragraphs, 200 figures, 5 tables of 200 rows."""
    draw = random.Random(1)
    words = [chr(code) for code in range(0x4E00, 0x4E00 + 2500)]

    def place(unit: int) -> Place:
        return Place(0, 0, 1, None, 1, None, (), f"县{unit}：第1段")

    def one(unit: int) -> Member:
        return Member(
            id=str(unit), name=f"县{unit}",
            metrics={f"m{n}": Measured(Interval.point(Decimal(draw.randint(100, 900))), "1", (place(unit),)) for n in range(40)},
            passages=tuple(Passage("".join(draw.choices(words, k=150)), place(unit)) for _ in range(120)),
            figures=tuple(CountedFigure(f"f{n % 90}", Decimal(draw.randint(1, 10**6)), "元", "1", place(unit)) for n in range(200)),
            files=tuple((f"{n}.pdf", f"{draw.random()}") for n in range(20)),
            tables=tuple((f"{t}.xlsx", "表1", tuple(f"{n}\t{draw.random()}镇\t{draw.random()}" for n in range(200))) for t in range(5)),
        )  # fmt: skip

    members = [one(unit) for unit in range(units)]
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = compare_cohort(members, {f"m{n}": Metric(f"m{n}", f"指标{n}", "个") for n in range(40)})
    seconds = time.process_time() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"cohort of {units}: {seconds:.1f} CPU s, {(after - before) / 1024:.0f} MB more than its members ({before / 1024:.0f} MB), {len(found)} findings"
    )


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--large", action="store_true", help="500 submissions too")
    asked.add_argument("--kills", type=int, default=0)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-batch-") as scratch:
        for count in (50, 500) if options.large else (50,):
            rates(Path(scratch), count)
        if options.kills:
            kills(Path(scratch), options.kills)
    cohort(100)


if __name__ == "__main__":
    main()
