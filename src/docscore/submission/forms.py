"""What each paper of a submission of forms is: files with self-evaluation forms, the report beside them, a plan, evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from ..model import Paper, Part, Submission
from .signs import PLAN_TITLE, is_titled_report, year_of

#: A paper that calls itself such a form; tables of goals (绩效目标表) are another paper.
_FORM_TITLE = re.compile(r"自评[^，。；]{0,8}表|绩效(?!目标)[^，。；目]{0,8}(?:评价|评分)表")
#: What is about forms and is none: 自评表填报说明.
_ABOUT_FORMS = re.compile(r"说明|通知|模板|样[表式张]|填[报写]|办法|目录|汇总")


def is_called_form(paper: Paper) -> bool:
    """Whether a paper bears the name of a self-evaluation form."""
    return any(_FORM_TITLE.search(name) and not _ABOUT_FORMS.search(name) for name in _names(paper))


def sort_form_papers(
    folder: str,
    papers: Sequence[Paper],
    forms: Mapping[str, int],
    faults: Mapping[str, str],
    ruled: Mapping[str, Part],
) -> Submission:
    """Says of each paper what it is.

    Args:
        folder: the submission's path as given.
        papers: the papers as read, in order of path.
        forms: how many forms a paper holds, by path; without those that hold none.
        faults: why a paper that should hold a form holds none, in Chinese, by path.
        ruled: parts that a person named, by path.
    """
    report = _report([paper for paper in papers if paper.document is not None], forms, ruled)
    placed = tuple(_placed(paper, forms, faults, ruled, report) for paper in papers)
    notices = tuple(f"{paper.path} {paper.trouble}" for paper in placed if paper.path in faults)
    return Submission(folder, placed, notices=notices)


def _report(papers: Sequence[Paper], forms: Mapping[str, int], ruled: Mapping[str, Part]) -> str:
    """The path of the report beside the forms, that of the latest year, then the longest; empty if there is none."""
    named = [paper.path for paper in papers if ruled.get(paper.path) is Part.REPORT]
    if named:
        return named[0]
    titled = [
        (year_of(paper) or 0, paper.document.coverage.characters, paper.path)
        for paper in papers
        if paper.document is not None and paper.path not in forms and paper.path not in ruled
        if is_titled_report(_names(paper))
    ]
    return max(titled, default=(0, 0, ""))[2]


def _placed(
    paper: Paper,
    forms: Mapping[str, int],
    faults: Mapping[str, str],
    ruled: Mapping[str, Part],
    report: str,
) -> Paper:
    if paper.part is Part.UNREAD or paper.document is None:
        return replace(paper, reason=paper.trouble)
    said = ruled.get(paper.path)
    if paper.path in forms:
        count = forms[paper.path]
        return replace(paper, part=Part.FORM, reason=f"有 {count} 张绩效自评表")
    if paper.path in faults:
        told = f"没有读成自评表：{faults[paper.path]}"
        return replace(paper, part=Part.FORM, reason=told, trouble=told)
    if said is not None:
        return replace(paper, part=said, reason="人工指定")
    if paper.path == report:
        return replace(paper, part=Part.REPORT, reason="题目是自评报告")
    if is_titled_report(_names(paper)):
        return replace(paper, part=Part.EVIDENCE, reason=f"题目是自评报告，但以 {report} 为准")
    if any(PLAN_TITLE.search(name) for name in _names(paper)):
        return replace(paper, part=Part.PLAN, reason="题目是方案")
    return replace(paper, part=Part.EVIDENCE, reason="里面没有自评表，题目也不是报告或方案")


def _names(paper: Paper) -> tuple[str, str]:
    return paper.title, PurePosixPath(paper.path).stem
