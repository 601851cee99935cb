"""What a batch costs: one process against two, 50 submissions against 500, the store's share, a second run, kills, the cohort.

    python bench/batch.py [--sizes 50 200 500] [--kills 20]

Every figure is printed by CPU seconds, processes included, and by the clock. CPU seconds hold on a machine that has other work;
ratios by the clock only on a quiet one, where the whole takes about ten minutes on two cores. All ratios are of one run. The
submissions are those of ``tests/batch/province.py``: of five one PDF, one folder and one ZIP with evidence, two Word documents, in
three cities.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.batch import province  # noqa: E402

from docscore.cohort import compare_cohort  # noqa: E402
from docscore.model import CountedFigure, Interval, Measured, Member, Metric, Passage, Place  # noqa: E402

#: Of linux/prctl.h.
_PR_SET_CHILD_SUBREAPER = 36


class Spent(NamedTuple):
    """Seconds by the clock and of CPU."""

    wall: float
    cpu: float

    def per(self, other: Spent) -> str:
        return f"{other.wall / self.wall:.2f}× by the clock, {other.cpu / self.cpu:.2f}× by CPU"


def timed(folder: Path, workspace: Path, *more: str) -> Spent:
    """What a run takes, its processes included."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(province.command(folder, workspace, *more), capture_output=True, text=True)
    wall = time.monotonic() - began
    assert done.returncode in (0, 3), done.stderr
    with contextlib.suppress(
        ChildProcessError
    ):  # those whose parents ended before them, once they have ended too
        while True:
            os.waitpid(-1, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Spent(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def adopt_orphans() -> None:
    """Become the parent of processes whose own have ended, so that their CPU is counted; Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def bare_work(_: int) -> int:
    """Work that shares nothing with other processes but the machine."""
    counted: dict[str, int] = {}
    for number in range(600_000):
        digits = str(number * 7919)
        counted[digits[-4:]] = counted.get(digits[-4:], 0) + digits.count("1")
    return len(counted)


def control() -> None:
    """What two processes gain on this machine at best: shared hosts give less than two cores' worth."""
    gains = []
    for _ in range(3):
        with Pool(2) as pool:
            began = time.monotonic()
            for number in range(4):
                bare_work(number)
            half = time.monotonic()
            pool.map(bare_work, range(4), chunksize=1)
            gains.append((half - began) / (time.monotonic() - half))
    print(
        f"bare work, two processes against one: {', '.join(f'{gain:.2f}×' for gain in sorted(gains))}",
        flush=True,
    )


def writing(workspace: Path) -> float:
    """Seconds that writing rows took, as the log says."""
    return sum(float(entry.get("writing", 0)) for entry in province.log(workspace) if entry["event"] == "end")


def rates(scratch: Path, count: int) -> tuple[Spent, Spent]:
    """A run with one process and with two, and a second one over the same."""
    folder = province.build(scratch / f"{count}", count)
    one = timed(folder, scratch / f"{count}-1", "-j", "1")
    two = timed(folder, scratch / f"{count}-2", "-j", "2")
    again = min(timed(folder, scratch / f"{count}-2", "-j", "2") for _ in range(3))
    store = writing(scratch / f"{count}-1")
    size = sum(file.stat().st_size for file in (scratch / f"{count}-1").rglob("*") if file.is_file())
    print(f"{count} submissions")
    for jobs, spent in (("one process  ", one), ("two processes", two)):
        print(
            f"  {jobs}  {spent.wall:7.1f} s, {spent.cpu:7.1f} CPU s, {spent.cpu / count:.2f} each, {60 * count / spent.wall:.0f} a minute"
        )
    print(f"  two against one: {two.per(one)}")
    print(
        f"  a second run: {again.wall:.2f} s, {again.cpu:.2f} CPU s; against the first with two: {again.per(two)}; with one: {again.per(one)}"
    )
    print(
        f"  the store: {store:.2f} s, {100 * store / one.wall:.1f} % of the time of one process; a workspace of {size / count / 1024:.0f} KB each",
        flush=True,
    )
    assert province.state(scratch / f"{count}-1") == province.state(scratch / f"{count}-2")
    return one, two


def flat(sizes: list[int], spent: list[tuple[Spent, Spent]]) -> None:
    """Whether throughput holds: what one more submission takes between each size and the next."""
    for (few, many), (before, after) in zip(pairwise(sizes), pairwise(spent), strict=True):
        for jobs, smaller, larger in zip(("one process", "two processes"), before, after, strict=True):
            wall, cpu = (larger.wall - smaller.wall) / (many - few), (larger.cpu - smaller.cpu) / (many - few)
            print(f"from {few} to {many}, {jobs}: {wall:.3f} s and {cpu:.3f} CPU s for each more")


def kills(scratch: Path, times: int) -> None:
    folder = province.build(scratch / "kills", 40)
    whole = timed(folder, scratch / "kills-undisturbed").wall
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
    adopt_orphans()
    asked = argparse.ArgumentParser()
    asked.add_argument(
        "--sizes", type=int, nargs="+", default=[50, 200, 500], help="how many submissions, ascending"
    )
    asked.add_argument("--kills", type=int, default=20)
    options = asked.parse_args()
    control()
    with tempfile.TemporaryDirectory(prefix="bench-batch-") as scratch:
        flat(options.sizes, [rates(Path(scratch), count) for count in options.sizes])
        if options.kills:
            kills(Path(scratch), options.kills)
    cohort(100)


if __name__ == "__main__":
    main()
