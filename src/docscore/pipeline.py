"""The whole journey on one screen: read → normalize → extract → link → score → check."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from secrets import token_bytes

from .check import check
from .compare import compare, pair_papers, rescore
from .errors import InputError
from .evidence import anonymous, count_evidence
from .extract import extract
from .ingest import Filed, open_folder, read_guarded
from .link import link, name_metrics, with_self_scores
from .model import (
    Assertions,
    Assessment,
    Decision,
    Difference,
    Document,
    Explanations,
    Extraction,
    Lexicon,
    Paper,
    Part,
    Rubric,
    Side,
    Submission,
    SubmissionDifference,
)
from .normalize import normalize
from .personal import mask_text
from .review import corrected, relinked
from .rubric import RubricDraft, draft_rubrics
from .score import score
from .submission import Signs, find_required, is_candidate, sort_papers, title_of

Reader = Callable[[Path], Document]
"""Reads a file; :func:`docscore.ingest.read_guarded` does so in a process of its own."""

Ruling = Callable[[Sequence[str]], Mapping[str, Part]]
"""The papers of a folder, by path → what a person said that some of them are."""


#: Rows of a self-score table at most; longer tables are lists, and there may be a hundred thousand rows.
_MOST_SCORED = 1000
#: Told in every output of a run that was asked not to mask.
_UNMASKED = "按要求没有隐去个人信息（--unmask），请妥善保管"


def read_figures(
    path: Path, lexicon: Lexicon, reader: Reader = read_guarded, *, masked: bool = True
) -> tuple[Document, Extraction]:
    """A document and its figures, each with the metric it speaks to where one is known.

    Args:
        path: a file of any kind that can be read.
        lexicon: how figures are said.
        reader: how it is read.
        masked: whether its personal data is masked.

    Raises:
        InputError: the file cannot be read.
    """
    document = _shown(reader(path), lexicon, masked)
    return document, _extraction(document, lexicon)


def draft(
    path: Path, identifier: str, lexicon: Lexicon, reader: Reader = read_guarded
) -> tuple[Document, tuple[RubricDraft, ...]]:
    """A rule document and the rubrics that it holds.

    Args:
        path: the rule document, of any kind that can be read.
        identifier: id of the rubric.
        lexicon: how figures are said.
        reader: how it is read.

    Raises:
        InputError: the file cannot be read.
    """
    document = reader(path)
    return document, draft_rubrics(normalize(document), lexicon, identifier)


def assess(
    path: Path,
    rubric: Rubric,
    lexicon: Lexicon,
    reader: Reader = read_guarded,
    *,
    self_scores: Path | None = None,
    explanations: Explanations | None = None,
    masked: bool = True,
    wanted: Collection[str] = (),
) -> Assessment:
    """One report against one rubric.

    Args:
        path: the self-assessment report.
        rubric: the scoring rules.
        lexicon: how figures are said.
        reader: how it is read.
        self_scores: the file that holds the self-score table, where the report has none.
        explanations: what reviewers have explained already.
        masked: whether personal data is masked.
        wanted: codes of findings to raise although they are off by default.

    Returns:
        The document, its figures, what it says about the rubric, the provisional score sheet and the findings.

    Raises:
        InputError: one of the files cannot be read.
    """
    document, extraction = read_figures(path, lexicon, reader, masked=masked)
    assertions = link(document, extraction, rubric)
    if self_scores is not None:
        scored = with_self_scores(assertions, reader(self_scores), rubric)
        if scored.self_scores == assertions.self_scores and not scored.subtotals:
            raise InputError(
                self_scores,
                f"没有读到“{rubric.title}”的自评得分",
                "请核对是不是这份细则的自评得分表，表里要有指标名称和自评得分两栏。",
            )
        assertions = scored
    return _judged(document, extraction, rubric, assertions, None, explanations, wanted)


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
    notices = submission.notices if masked else (*submission.notices, _UNMASKED)
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
    """
    submission = replace(submission, required=find_required(submission, rubric, lexicon))
    (report,) = submission.of(Part.REPORT)
    assert report.document is not None
    extraction = report.extraction or _extraction(report.document, lexicon)
    extraction = corrected(extraction, decisions, lexicon)
    assertions = relinked(link(report.document, extraction, rubric), extraction, decisions)
    for paper in submission.of(Part.SELF_SCORES)[:1]:
        assert paper.document is not None
        assertions = with_self_scores(assertions, paper.document, rubric, paper.path)
    folder = None if lone else submission
    return _judged(report.document, extraction, rubric, assertions, folder, explanations, wanted)


def diff_documents(
    left: Path, right: Path, lexicon: Lexicon, rubric: Rubric | None = None, reader: Reader = read_guarded
) -> SubmissionDifference:
    """Two documents, or two versions of one, figure by figure.

    Args:
        left: the one document, taken for the earlier.
        right: the other.
        lexicon: how figures are said.
        rubric: where given, also what the changes do to the score.
        reader: how they are read.

    Raises:
        InputError: one of them cannot be read.
    """
    if rubric is None:
        one, other = (Side(*read_figures(path, lexicon, reader)) for path in (left, right))
        return SubmissionDifference(str(left), str(right), (compare(one, other),))
    before, after = (assess(path, rubric, lexicon, reader) for path in (left, right))
    return SubmissionDifference(str(left), str(right), (_rescored(before, after),))


def diff_submissions(
    left: Submission, right: Submission, rubric: Rubric, lexicon: Lexicon
) -> SubmissionDifference:
    """Two submissions, paper by paper; the reports also by what the changes do to the score.

    Args:
        left: the one submission, taken for the earlier.
        right: the other.
        rubric: the scoring rules.
        lexicon: how figures are said.
    """
    pairs, gone, added = pair_papers(left, right)
    reports = _rescored(*(assess_submission(side, rubric, lexicon) for side in (left, right)))
    others = [
        compare(_side(one, one.document, lexicon), _side(other, other.document, lexicon))
        for one, other in pairs[1:]
        if one.document and other.document
    ]
    return SubmissionDifference(
        left.folder,
        right.folder,
        (reports, *others),
        tuple(paper.path for paper in gone),
        tuple(paper.path for paper in added),
    )


def _side(paper: Paper, document: Document, lexicon: Lexicon) -> Side:
    return Side(document, paper.extraction or _extraction(document, lexicon))


def _rescored(before: Assessment, after: Assessment) -> Difference:
    sides = (Side(each.document, each.extraction) for each in (before, after))
    return rescore(compare(*sides), before, after)


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


def _shown(document: Document, lexicon: Lexicon, masked: bool) -> Document:
    """A document as it may be shown: without personal data, or with the remark that it was not masked."""
    hidden = anonymous(document, lexicon.evidence)
    if masked or hidden is document:
        return hidden
    return replace(document, warnings=(*document.warnings, _UNMASKED))


def _shown_paper(paper: Paper, lexicon: Lexicon, masked: bool) -> Paper:
    if paper.document is None:
        return paper
    title = mask_text(paper.title) if masked else paper.title
    return replace(paper, title=title, document=_shown(paper.document, lexicon, masked))


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
    extraction = _extraction(paper.document, lexicon)
    return Signs(paper, rubric, rows, link(paper.document, extraction, rubric), extraction)


def _extraction(document: Document, lexicon: Lexicon) -> Extraction:
    return name_metrics(extract(normalize(document), lexicon), lexicon.metrics)


def _judged(
    document: Document,
    extraction: Extraction,
    rubric: Rubric,
    assertions: Assertions,
    submission: Submission | None,
    explanations: Explanations | None,
    wanted: Collection[str],
) -> Assessment:
    """What was asserted, scored and checked."""
    sheet = score(rubric, assertions)
    review = check(
        document,
        extraction,
        rubric,
        assertions,
        sheet,
        submission=submission,
        explanations=explanations,
        wanted=wanted,
    )
    return Assessment(document, extraction, rubric, assertions, sheet, review, submission)
