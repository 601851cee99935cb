"""From lists to a sample: read the files of a folder, gather the stations or trainees that they name, draw."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal
from pathlib import Path

from .errors import InputError
from .evidence import draw_sample, population
from .ingest import Filed, is_submission, open_folder, read_guarded
from .model import Document, EvidenceKind, Lexicon, Sample

_KINDS = {EvidenceKind.STATIONS: "站点清单", EvidenceKind.ROSTER: "培训名单或签到表"}


def sample_lists(
    path: Path,
    lexicon: Lexicon,
    kind: EvidenceKind,
    wanted: int | Decimal,
    seed: str,
    *,
    told: Callable[[str], None] = lambda _: None,
    reader: Callable[[Path], Document] = read_guarded,
) -> tuple[Sample, tuple[str, ...]]:
    """A sample of what the lists in a file, folder or ZIP name.

    Args:
        path: the file, folder or ZIP.
        lexicon: how evidence tables are headed.
        kind: stations, or rosters for trainees.
        wanted: how many to draw; a ``Decimal`` is a share of the population, rounded up.
        seed: what the drawing begins with.
        told: is told the path of each file before it is read.
        reader: how a file is read.

    Returns:
        The sample, and what could not be read: path and reason.

    Raises:
        InputError: nothing can be read, or no list of this kind is there.
        UsageError: more are wanted than the lists name.
    """
    papers: list[tuple[str, Document]] = []
    unread: list[str] = []
    if path.is_dir() or (path.is_file() and is_submission(path)):
        with open_folder(path) as files:
            for filed in files:
                told(filed.path)
                _read(filed, reader, papers, unread)
    else:
        papers.append((path.name, reader(path)))
    units, repeated, sources = population(papers, kind, lexicon.evidence)
    if not units:
        raise InputError(
            path,
            f"里面没有找到{_KINDS[kind]}",
            "清单要有表头（如 乡镇、行政村、站点，或 姓名、电话）和标题。",
        )
    size = wanted
    if isinstance(wanted, Decimal):
        size = int((wanted * len(units)).to_integral_value(ROUND_CEILING))
    return draw_sample(units, int(size), seed, repeated=repeated, sources=sources), tuple(unread)


def _read(
    filed: Filed,
    reader: Callable[[Path], Document],
    papers: list[tuple[str, Document]],
    unread: list[str],
) -> None:
    if filed.kind:
        return  # a video or a photo is no list
    if filed.trouble:
        unread.append(f"{filed.path}：{filed.trouble}")
        return
    try:
        papers.append((filed.path, reader(filed.file)))
    except InputError as error:
        unread.append(f"{filed.path}：{str(error).removeprefix(f'{error.path}：')}")
