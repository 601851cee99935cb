"""A unit's folder: its papers read, sorted and counted, and its report assessed with them beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from secrets import token_bytes

from ..errors import InputError
from ..evidence import count_evidence
from ..ingest import Filed, open_folder, read_guarded
from ..link import link, with_self_scores
from ..model import (
    Assertions,
    Assessment,
    CohortRank,
    Decision,
    Explanations,
    Lexicon,
    Paper,
    Part,
    Rubric,
    Submission,
)
from ..personal import mask_text
from ..review import corrected, relinked
from ..submission import Signs, find_required, is_candidate, sort_papers, title_of, year_of
from .journey import UNMASKED, Reader, figures_of, judged, shown

Ruling = Callable[[Sequence[str]], Mapping[str, Part]]
"""The papers of a folder, by path → what a person said that some of them are."""

#: Rows of a self-score table at most; longer tables are lists, and there may be a hundred thousand rows.
_MOST_SCORED = 1000


def read_submission(
    path: Path,
    rubric: Rubric,
    lexicon: Lexicon,
    *,
    ruling: Ruling = lambda _: {},
    without: Path | None = None,
    jobs: int = 1,
    told: Callable[[str], None] = lambda _: None,
    reader: Reader = read_guarded,
    masked: bool = True,
) -> Submission:
    """A unit's folder or ZIP, each file read and sorted; what cannot be read is named and the rest goes on.

    Args:
        path: the folder or ZIP.
        rubric: the rubric that tells a report from other papers.
        lexicon: how figures are said.
        ruling: is asked, before anything is read, what a person said that papers are.
        without: a file in the folder that is no paper: the manifest.
        jobs: how many files are read at the same time.
        told: is told the path of each file before it is read.
        reader: how a file is read.
        masked: whether personal data is masked, once the evidence has been counted.

    Raises:
        InputError: no such folder, nothing in it, or no report among its papers.
    """

    def read_one(filed: Filed) -> Paper:
        told(filed.path)
        return _paper(filed, str(path), reader)

    with open_folder(path, without) as files:
        if not files:
            raise InputError(path, "里面没有文件", "请放入自评报告和佐证材料后再试。")
        files = _named(files) if masked else tuple(files)
        ruled = ruling([filed.path for filed in files])
        with ThreadPoolExecutor(jobs) as pool:
            papers = list(pool.map(read_one, files))
    for paper in papers:
        if ruled.get(paper.path) is Part.REPORT and paper.document is None:
            raise InputError(f"{path}/{paper.path}", f"指定为自评报告，但是{paper.trouble}")
    counted = {paper.path: paper.document for paper in papers if paper.document is not None}
    papers = [_shown_paper(paper, lexicon, masked) for paper in papers]
    signs = [_signs(paper, rubric, lexicon, paper.path in ruled) for paper in papers]
    submission = sort_papers(str(path), signs, ruled)
    handed_in = [(x.path, counted[x.path]) for x in submission.of(Part.EVIDENCE) if x.path in counted]
    evidence = count_evidence(handed_in, lexicon.evidence, key=token_bytes(), until=rubric.as_of)
    notices = submission.notices if masked else (*submission.notices, UNMASKED)
    return replace(submission, evidence=evidence, notices=notices)


def assess_submission(
    submission: Submission,
    rubric: Rubric,
    lexicon: Lexicon,
    *,
    explanations: Explanations | None = None,
    decisions: Sequence[Decision] = (),
    lone: bool = False,
    wanted: Collection[str] = (),
    ranks: Mapping[str, CohortRank] | None = None,
) -> Assessment:
    """A submission against one rubric: its main report is scored, the other papers speak to the doubts.

    Args:
        submission: as read and sorted.
        rubric: the scoring rules.
        lexicon: how figures are said.
        explanations: what reviewers have explained already.
        decisions: what they said of its figures: corrected ones are scored as corrected.
        lone: it is a report that came without a folder, which lacks no evidence file.
        wanted: codes of findings to raise although they are off by default.
        ranks: its place in the batch by metric, once all are in.
    """
    submission = replace(submission, required=find_required(submission, rubric, lexicon))
    (report,) = submission.of(Part.REPORT)
    assert report.document is not None
    extraction = report.extraction or figures_of(report.document, lexicon)
    extraction = corrected(extraction, decisions, lexicon)
    assertions = relinked(link(report.document, extraction, rubric), extraction, decisions)
    for paper in submission.of(Part.SELF_SCORES)[:1]:
        assert paper.document is not None
        assertions = with_self_scores(assertions, paper.document, rubric, paper.path)
    return judged(
        report.document,
        extraction,
        rubric,
        assertions,
        submission=None if lone else submission,
        explanations=explanations,
        wanted=wanted,
        ranks=ranks,
    )


def earlier_assertions(submission: Submission, rubric: Rubric, lexicon: Lexicon) -> Assertions | None:
    """What the newest report of another year says that was handed in too; ``None`` if there is none.

    A paper is such a report, and no older version of this year's, where its year is another one than the main report's;
    the sorting has found out both.

    Args:
        submission: as read and sorted.
        rubric: the scoring rules.
        lexicon: how figures are said.
    """
    (report,) = submission.of(Part.REPORT)
    year = year_of(report)
    dated = [
        (before, paper.path, paper)
        for paper in submission.of(Part.EARLIER)
        if paper.document is not None and (before := year_of(paper)) is not None and year is not None
        if before < year
    ]
    if not dated:
        return None
    paper = max(dated, key=lambda one: one[:2])[2]
    assert paper.document is not None
    return link(paper.document, paper.extraction or figures_of(paper.document, lexicon), rubric)


def _paper(filed: Filed, folder: str, reader: Reader) -> Paper:
    """A file of a submission as read; what it is, is not decided yet."""
    name = Path(filed.path).stem
    if filed.trouble:
        part = Part.EVIDENCE if filed.kind else Part.UNREAD
        return Paper(filed.path, "", filed.size, part, "", name, trouble=filed.trouble, kind=filed.kind)
    try:
        document = reader(filed.file)
    except InputError as error:
        told = str(error).removeprefix(f"{error.path}：")
        return Paper(filed.path, "", filed.size, Part.UNREAD, "", name, trouble=told)
    document = replace(document, path=f"{folder}/{filed.path}")
    title = title_of(document, filed.path)
    return Paper(
        filed.path, document.sha256, filed.size, Part.EVIDENCE, "", title, document, kind=document.kind
    )


def _named(files: Sequence[Filed]) -> tuple[Filed, ...]:
    """The files by names without ID numbers and telephones, no two alike."""
    named: dict[str, Filed] = {}
    for filed in files:
        path, again = mask_text(filed.path), 1
        while path in named:
            again += 1
            path = f"{mask_text(filed.path)}（{again}）"
        named[path] = replace(filed, path=path)
    return tuple(named.values())


def _shown_paper(paper: Paper, lexicon: Lexicon, masked: bool) -> Paper:
    if paper.document is None:
        return paper
    title = mask_text(paper.title) if masked else paper.title
    return replace(paper, title=title, document=shown(paper.document, lexicon, masked))


def _signs(paper: Paper, rubric: Rubric, lexicon: Lexicon, ruled: bool) -> Signs:
    """What decides on a paper; the figures of those alone that may be a report or a plan."""
    if paper.document is None:
        return Signs(paper, rubric)
    rows = 0
    if all(block.table is None or block.table.rows <= _MOST_SCORED for block in paper.document.blocks):
        scored = with_self_scores(Assertions(), paper.document, rubric).self_scores
        rows = sum(1 for row in scored if row.points is not None)
    if not (ruled or is_candidate(paper, rows)):
        return Signs(paper, rubric, rows)
    extraction = figures_of(paper.document, lexicon)
    return Signs(paper, rubric, rows, link(paper.document, extraction, rubric), extraction)
