"""The exports of a workspace: one table of every form that leaves it, for the command line, the web and the API alike."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ..check import CODES
from ..cohort import COHORT_CODES
from ..errors import UsageError
from ..export.dossier import Dossier, entry_of
from ..model import Action, Kind, Subject
from ..personal import mask_text
from ..store import Said, now
from .desk import Desk
from .dossiers import dossier_of, dossiers, in_order, unread

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_NAME = 80
#: A fixed moment in archives: the same workspace gives the same bytes.
_MOMENT = (2020, 1, 1, 0, 0, 0)


class Scope(StrEnum):
    """What one file of an export holds."""

    BATCH = "batch"  # every submission asked for
    UNIT = "unit"  # one submission


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    Attributes:
        desk: the desk.
        ids: of the submissions, in order.
        masked: personal data is masked.
        template: the office's own template, its bytes; ``None`` for ours.
        notes: what a person should know of what was made, in Chinese.
    """

    desk: Desk
    ids: tuple[str, ...]
    masked: bool = True
    template: bytes | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Name of what is exported: the unit's where it is one, else the batch's."""
        if len(self.ids) == 1:
            return self.desk.registers.get(self.ids[0]).name
        return self.desk.workspace.about.title


@dataclass(frozen=True, slots=True)
class Export:
    """One form that leaves a workspace.

    Attributes:
        id: its name on the command line and in URLs.
        title: what people call it.
        about: what it is for, in one Chinese sentence.
        suffix: of its files.
        scope: what one file of it holds.
        make: makes one file.
        template_for: what a template of the office's own, of the same suffix, is filled for; ``None`` if it takes none.
    """

    id: str
    title: str
    about: str
    suffix: str
    scope: Scope
    make: Callable[[Asked], bytes]
    template_for: Scope | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file to hand out."""

    name: str
    content: bytes
    notes: tuple[str, ...] = ()


def _batch(asked: Asked) -> bytes:
    from ..export.review_book import batch_book

    desk = asked.desk
    found = dossiers(desk, asked.ids, masked=asked.masked)
    return batch_book(
        desk.workspace.about.title,
        found,
        unread(desk, asked.ids),
        lambda entries: in_order(desk, entries),
        masked=asked.masked,
    )


def _submission(asked: Asked) -> bytes:
    from ..export.review_book import submission_book

    return submission_book(_one(asked))


def _recheck(asked: Asked) -> bytes:
    from ..export.recheck import recheck_sheet
    from ..export.recheck_book import recheck_book
    from ..export.template_fill import fill, recheck_rows

    if asked.template is not None:
        filled = fill(asked.template, recheck_rows(recheck_sheet(_one(asked))), "level3", masked=asked.masked)
        asked.notes.extend(filled.notes)
        return filled.content
    sheets = (recheck_sheet(one) for one in dossiers(asked.desk, asked.ids, masked=asked.masked))
    return recheck_book(asked.title, sheets, masked=asked.masked)


def _problems(asked: Asked) -> bytes:
    from ..export.problem_list import problem_list

    titles = {code: known.title for code, known in CODES.items()}
    titles |= {code: known.title for code, known in COHORT_CODES.items()}
    found = dossiers(asked.desk, asked.ids, masked=asked.masked)
    return problem_list(asked.title, found, titles, masked=asked.masked)


def _ranking(asked: Asked) -> bytes:
    from ..export.dossier import Head
    from ..export.ranking import ranking_book
    from ..export.template_fill import fill, ranking_rows

    desk = asked.desk
    entries = [entry_of(one) for one in dossiers(desk, asked.ids, masked=asked.masked)]
    order = in_order(desk, [*entries, *unread(desk, asked.ids)])
    if asked.template is not None:
        filled = fill(asked.template, ranking_rows(order), "unit", masked=asked.masked)
        asked.notes.extend(filled.notes)
        return filled.content
    title, unit = desk.workspace.about.title, desk.rubric().unit
    return ranking_book(title, order, unit, Head(*desk.journal.head), masked=asked.masked)


def _feedback(asked: Asked) -> bytes:
    from ..export.letter import letter

    return letter(_one(asked), "feedback", asked.template)


def _opinion(asked: Asked) -> bytes:
    from ..export.letter import letter

    return letter(_one(asked), "opinion", asked.template)


def _html(asked: Asked) -> bytes:
    from ..export.report_html import report_html
    from .printing import printed_pages

    pages, note = printed_pages(asked.desk, asked.desk.open(asked.ids[0]), masked=asked.masked)
    return report_html(_one(asked), pages, note).encode()


def _pdf(asked: Asked) -> bytes:
    from .printing import marked_pdf

    return marked_pdf(asked.desk, asked.desk.open(asked.ids[0]), masked=asked.masked)


def _json(asked: Asked) -> bytes:
    from ..export.json import dumps
    from ..export.review_json import review_object

    return (dumps(review_object(_one(asked))) + "\n").encode()


def _csv(asked: Asked) -> bytes:
    from ..export.review_csv import review_csv

    return review_csv(dossiers(asked.desk, asked.ids, masked=asked.masked)).encode()


def _one(asked: Asked) -> Dossier:
    return dossier_of(asked.desk, asked.desk.open(asked.ids[0]), masked=asked.masked)


_X, _W = ".xlsx", ".docx"
_BATCH, _UNIT = Scope.BATCH, Scope.UNIT
EXPORTS: tuple[Export, ...] = (
    Export(
        "batch",
        "批次工作簿",
        "全批的汇总、排名、评分表、疑点、数据和记录，可离线填写后导回",
        _X,
        _BATCH,
        _batch,
    ),
    Export(
        "submission",
        "复核工作簿",
        "一份材料的评分表、疑点、数据和记录，可离线填写后导回",
        _X,
        _UNIT,
        _submission,
    ),
    Export(
        "recheck",
        "复核表",
        "十三栏，每个单位一张，另有汇总和差值表，可填写后导回",
        _X,
        _BATCH,
        _recheck,
        _UNIT,
    ),
    Export("problems", "问题清单", "按 P0、P1、P2 列问题，核对通过的也列出", _X, _BATCH, _problems),
    Export(
        "ranking",
        "排名表",
        "自评、复核、差值、排名和等次；没有定完的排名写成范围",
        _X,
        _BATCH,
        _ranking,
        _BATCH,
    ),
    Export("feedback", "反馈意见", "给被评价单位的信：进展、存在问题、整改要求", _W, _UNIT, _feedback, _UNIT),
    Export("opinion", "复核意见", "复核结果，每个扣分项写明扣分原因", _W, _UNIT, _opinion, _UNIT),
    Export(
        "report", "复核报告", "一份网页：评分表、疑点、原文页面和标注、记录，不联网", ".html", _UNIT, _html
    ),
    Export("marked", "标注件", "自评报告的页面图，标出得分所依据的字句", ".pdf", _UNIT, _pdf),
    Export("json", "数据", "评分、疑点、意见和记录，供程序读取", ".json", _UNIT, _json),
    Export("csv", "评分明细", "每个评分项一行，供统计软件读取", ".csv", _BATCH, _csv),
)
"""Every form, in the order in which pages and help list them."""


def export_named(identifier: str) -> Export:
    """The export of that id.

    Raises:
        UsageError: there is none.
    """
    known = next((one for one in EXPORTS if one.id == identifier), None)
    if known is None:
        raise UsageError(
            f"没有名为“{identifier}”的导出", f"可用的有：{'、'.join(f'{e.id}（{e.title}）' for e in EXPORTS)}"
        )
    return known


def export_files(
    desk: Desk,
    identifier: str,
    ids: Sequence[str],
    by: str,
    *,
    masked: bool = True,
    template: bytes | None = None,
) -> tuple[File, ...]:
    """Make an export; leaving personal data unmasked is written into the journal first.

    Args:
        desk: the desk.
        identifier: of the export.
        ids: of the submissions.
        by: who asks for it.
        masked: personal data is masked.
        template: the office's own template.

    Returns:
        One file for a batch, one a submission for a form of one submission; those that could not be read have none.

    Raises:
        UsageError: there is no such export or submission, or none of them could be read.
    """
    form = export_named(identifier)
    if template is not None and form.template_for is None:
        raise UsageError(f"{form.title}不用模板", "请去掉 --template")
    readable = [one for one in ids if not desk.registers.get(one).trouble]
    if not readable:
        raise UsageError("没有可以导出的材料", "请先用 docscore screen 读入材料，或核对所选的单位")
    if not masked:
        _note_unmasked(desk, form, readable, by)
    if form.scope is Scope.BATCH and not (template is not None and form.template_for is Scope.UNIT):
        asked = Asked(desk, tuple(ids), masked, template)
        name = _name(f"{asked.title}-{form.title}", form.suffix, masked, set())
        return (File(name, form.make(asked), tuple(asked.notes)),)
    taken: set[str] = set()
    files: list[File] = []
    refusals: list[UsageError] = []
    for one in readable:
        asked = Asked(desk, (one,), masked, template)
        try:
            content = form.make(asked)
        except UsageError as error:  # of this submission alone; the others are made
            refusals.append(error)
            continue
        name = _name(f"{asked.title}-{form.title}", form.suffix, masked, taken)
        files.append(File(name, content, tuple(asked.notes)))
    if not files:
        raise refusals[0]
    files[-1] = replace(files[-1], notes=(*files[-1].notes, *map(str, refusals)))
    return tuple(files)


def one_file(files: Sequence[File], title: str) -> File:
    """The file itself, or a ZIP of several."""
    if len(files) == 1:
        return files[0]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(zipfile.ZipInfo(file.name, _MOMENT), file.content, zipfile.ZIP_DEFLATED)
    return File(_name(title, ".zip", True, set()), out.getvalue())


def _note_unmasked(desk: Desk, form: Export, ids: Sequence[str], by: str) -> None:
    """Who took out what with its personal data, also of a signed sheet: the entry changes nothing of it."""
    said = [
        Said(one, desk.registers.get(one).assessment, Subject(Kind.SHEET), Action.COMMENT, by, now(),
             reason=f"导出“{form.title}”，未遮盖个人信息")
        for one in ids
    ]  # fmt: skip
    desk.journal.append(said)


def _name(stem: str, suffix: str, masked: bool, taken: set[str]) -> str:
    """A file name that every system takes, each once."""
    clean = _UNSAFE.sub("", mask_text(stem) if masked else stem).strip(". ")[:_LONGEST_NAME] or "导出"
    name, number = f"{clean}{suffix}", 2
    while name.casefold() in taken:
        name, number = f"{clean}（{number}）{suffix}", number + 1
    taken.add(name.casefold())
    return name
