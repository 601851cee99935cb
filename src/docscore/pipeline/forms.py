"""The self-evaluation forms of a submission: each is its own rubric, scored and checked like any other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..check import check
from ..errors import InputError
from ..forms import Paragraph, form_rubric, paragraphs_of, read_beside, read_forms, totalled, why_no_form
from ..ingest import is_submission, read_guarded
from ..model import (
    Assessment,
    Document,
    Explanations,
    Extraction,
    Form,
    FormRules,
    Lexicon,
    Paper,
    Part,
    Submission,
)
from ..score import score
from ..submission import is_called_form, sort_form_papers, title_of
from .journey import UNMASKED, Reader, shown
from .papers import Ruling, read_papers

#: So many papers are named where none of a folder holds a form.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Filled:
    """One form of a submission, where it stands and what tells it from the others.

    Attributes:
        paper: the file that holds it.
        form: the form.
        key: its file, its name and, among those of one name, its position: other forms may come and go around it.
        alone: it is the only form of its submission, so that what a report says without a name is said of it.
        texts: the running text of its file and of the reports beside it; forms of one file share it.
    """

    paper: Paper
    form: Form
    key: str
    alone: bool = False
    texts: tuple[Paragraph, ...] = ()


def read_form_submission(
    path: Path,
    lexicon: Lexicon,
    *,
    ruling: Ruling = lambda _: {},
    without: Path | None = None,
    jobs: int = 1,
    told: Callable[[str], None] = lambda _: None,
    reader: Reader = read_guarded,
    masked: bool = True,
) -> Submission:
    """A file, folder or ZIP with forms in it, each paper named as what it is; what cannot be read is named too.

    Args:
        path: the file, folder or ZIP.
        lexicon: how forms are headed.
        ruling: is asked, before anything is read, what a person said that papers are.
        without: a file in the folder that is no paper: the manifest.
        jobs: how many files are read at the same time.
        told: is told the path of each file before it is read.
        reader: how a file is read.
        masked: whether personal data is masked.

    Raises:
        InputError: it cannot be read, or holds no form; says what it holds instead.
    """
    if path.is_file() and not is_submission(path):
        told(path.name)
        return _lone(path, shown(reader(path), lexicon, masked), lexicon)
    read = read_papers(
        path, lexicon, missing="自评表和其他材料", ruling=ruling, without=without, jobs=jobs, told=told,
        reader=reader, masked=masked,
    )  # fmt: skip
    forms: dict[str, int] = {}
    faults: dict[str, str] = {}
    for paper in read.papers:
        said = read.ruled.get(paper.path, Part.FORM)
        if paper.document is None or said is not Part.FORM:
            continue
        count = len(read_forms(paper.document, lexicon.forms))
        if count:
            forms[paper.path] = count
        elif paper.path in read.ruled or is_called_form(paper):
            faults[paper.path] = "；".join(why_no_form(paper.document, lexicon.forms)).rstrip("。")
    submission = sort_form_papers(str(path), read.papers, forms, faults, read.ruled)
    if not forms:
        raise InputError(path, *_none(submission))
    return submission if masked else replace(submission, notices=(*submission.notices, UNMASKED))


def forms_of(submission: Submission, lexicon: Lexicon) -> tuple[Filled, ...]:
    """The forms of a submission, file by file, in reading order.

    Args:
        submission: as read and sorted.
        lexicon: how forms are headed.
    """
    found = tuple(_filled(submission, lexicon))
    return (replace(found[0], alone=True),) if len(found) == 1 else found


def assess_form(
    submission: Submission,
    filled: Filled,
    variants: tuple[FormRules, ...],
    lexicon: Lexicon,
    *,
    explanations: Explanations | None = None,
    lone: bool = False,
    wanted: Collection[str] = (),
) -> Assessment:
    """One form of a submission, scored by the formulas of some variants and checked.

    Args:
        submission: as read and sorted.
        filled: one of its :func:`forms_of`.
        variants: the formulas that may hold; where they differ points are the interval that spans them.
        lexicon: how results in words are told apart.
        explanations: what reviewers have explained already.
        lone: it is a file that came without a folder.
        wanted: codes of findings to raise although they are off by default.
    """
    form, document = filled.form, filled.paper.document
    assert document is not None
    rubric, assertions = form_rubric(form, variants, lexicon.forms)
    sheet, reading = totalled(form, variants, score(rubric, assertions), lexicon.forms)
    reading = replace(reading, beside=read_beside(form, filled.texts, alone=filled.alone))
    beside = None if lone else replace(submission, scored=filled.paper.path)
    extraction = Extraction((), ())
    review = check(
        document,
        extraction,
        rubric,
        assertions,
        sheet,
        submission=beside,
        explanations=explanations,
        wanted=wanted,
        form=reading,
    )
    return Assessment(document, extraction, rubric, assertions, sheet, review, beside, form=reading)


def assess_forms(
    submission: Submission,
    variants: tuple[FormRules, ...],
    lexicon: Lexicon,
    *,
    explanations: Explanations | None = None,
    lone: bool = False,
    wanted: Collection[str] = (),
) -> tuple[Assessment, ...]:
    """Every form of a submission; arguments as for :func:`assess_form`."""
    return tuple(
        assess_form(
            submission, filled, variants, lexicon, explanations=explanations, lone=lone, wanted=wanted
        )
        for filled in forms_of(submission, lexicon)
    )


def _lone(path: Path, document: Document, lexicon: Lexicon) -> Submission:
    count = len(read_forms(document, lexicon.forms))
    if not count:
        raise InputError(path, *why_no_form(document, lexicon.forms))
    paper = Paper(
        path.name,
        document.sha256,
        path.stat().st_size,
        Part.FORM,
        f"有 {count} 张绩效自评表",
        title_of(document, path.name),
        document,
        kind=document.kind,
    )
    return Submission(str(path), (paper,))


def _filled(submission: Submission, lexicon: Lexicon) -> Iterator[Filled]:
    reports = tuple(
        paragraph
        for one in submission.of(Part.REPORT)
        if one.document is not None
        for paragraph in paragraphs_of(one.document, one.path)
    )
    for paper in submission.of(Part.FORM):
        assert paper.document is not None
        texts = (*paragraphs_of(paper.document), *reports)
        met: Counter[str] = Counter()
        for form in read_forms(paper.document, lexicon.forms):
            met[form.name] += 1
            yield Filled(paper, form, f"{paper.path}\t{form.name}\t{met[form.name]}", texts=texts)


def _none(submission: Submission) -> tuple[str, str]:
    """Why a folder holds no form, and what to do."""
    if submission.notices:
        more = f"；另有 {len(submission.notices) - _NAMED} 份" if len(submission.notices) > _NAMED else ""
        return "；".join(submission.notices[:_NAMED]) + more, "请换用填好的自评表。"
    unread = submission.of(Part.UNREAD)
    if unread:
        told = "；".join(f"{paper.path} {paper.trouble}" for paper in unread[:_NAMED])
        return (
            f"{len(submission.papers)} 份材料里没有绩效自评表，{len(unread)} 份没有读出（{told}）",
            "请换用能打开的文件。",
        )
    return (
        f"{len(submission.papers)} 份材料里没有绩效自评表",
        "请核对文件夹，自评表要有指标、完成值或得分等栏。",
    )
