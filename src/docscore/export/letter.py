"""Word letters of a submission, 反馈意见 and 复核意见, from a template that an office can replace.

A template is a Word file with the names of :func:`context_of` in double braces. What a report's author wrote is text in it,
never markup, and a template can ask for these names only: it runs in a sandbox. Layout of ours: GB/T 9704-2012, without red
head or invented number; signature, seal and dates are blanks.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from ..errors import UsageError
from ..model import ReviewedFinding, ReviewedLine, Severity
from ..personal import mask_text
from .dossier import UNSIGNED, Dossier
from .imprint import MASKED, UNMASKED
from .problem_list import LIGHT, level_of
from .wordform import settled
from .words import BLANK, one_line, points, span, where

_DIGITS = "一二三四五六七八九十"
_NAMES_TOLD = 6
_NOTHING = "无。"


def letter(dossier: Dossier, name: str, template: bytes | None = None) -> bytes:
    """A letter as the bytes of a ``.docx`` file.

    Args:
        dossier: the submission.
        name: of our own template, ``feedback`` or ``opinion``.
        template: the office's own.

    Raises:
        UsageError: the template is no Word file, or asks for what there is not; or docxtpl is not installed.
    """
    if find_spec("docxtpl") is None:
        raise UsageError("没有装填写 Word 模板的组件", "请运行 pip install 'docscore[office]'")
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateError, UndefinedError
    from jinja2.sandbox import SandboxedEnvironment

    source = template if template is not None else own_template(name)
    context = context_of(dossier)
    try:
        book = DocxTemplate(io.BytesIO(source))
        book.render(context, SandboxedEnvironment(autoescape=True, undefined=StrictUndefined))
    except UndefinedError as error:
        raise UsageError(
            f"模板里用了没有的名称（{error.message}）", f"可用的名称：{'、'.join(sorted(context))}"
        ) from error
    except TemplateError as error:
        raise UsageError(f"模板里的标记写错了（{error.message}）", "请核对双花括号和循环是否成对") from error
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UsageError(
            "模板不是 Word 文件（.docx），或已损坏", "请在 WPS 或 Word 里另存为 .docx"
        ) from error
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def own_template(name: str) -> bytes:
    """Our own template of that name, for an office to change."""
    return files("docscore.export.templates").joinpath(f"{name}.docx").read_bytes()


def context_of(dossier: Dossier) -> dict[str, Any]:
    """Everything that a template can ask for: texts, and lists of texts.

    Args:
        dossier: the submission.
    """
    sheet = dossier.sheet
    reduced = [
        line for line in sheet.lines.values() if line.points is not None and line.points < line.line.max
    ]
    told = [one for one in sheet.findings.values() if _open(one) and level_of(dossier, one.finding) != LIGHT]
    found = {
        "unit": dossier.name,
        "rubric": dossier.assessment.rubric.title,
        "note": "" if dossier.signed else UNSIGNED,
        "scores": _scores(dossier),
        "progress": _progress(sheet.lines.values()),
        "cut_lines": _numbered(dossier.deductions[line.line.id] for line in reduced),
        "cuts": [_cut(dossier, line) for line in reduced],
        "doubts": _numbered(f"{one.finding.message}（{where(one.finding.places, 3)}）" for one in told),
        "demands": _numbered(dict.fromkeys(one.finding.remedy for one in told if one.finding.remedy)),
        "held": _held(dossier),
        "imprint": f"{MASKED if dossier.masked else UNMASKED}。评分版本 {dossier.digest}",
        "tail": dossier.head.told(),
        "files": [f"{path}　SHA-256 {digest}" for path, digest in dossier.files()],
    }
    return {key: _clean(value, masked=dossier.masked) for key, value in found.items()}


def _scores(dossier: Dossier) -> str:
    sheet = dossier.sheet
    own = "材料没有写自评总分" if dossier.self_total is None else f"自评 {points(dossier.self_total)} 分"
    if sheet.total is None:
        open_ = sum(1 for line in sheet.lines.values() if line.points is None)
        return f"{own}，复核区间 {span(sheet.low, sheet.high)} 分，还有 {open_} 项没有定。"
    less = (
        ""
        if dossier.self_total is None
        else f"，差值（自评−复核）{points(dossier.self_total - sheet.total)} 分"
    )
    return f"{own}，复核得分 {points(sheet.total)} 分{less}。"


def _progress(lines: Iterable[ReviewedLine]) -> str:
    listed = list(lines)
    full = [one.line.name for one in listed if one.points is not None and one.points == one.line.max > 0]
    if not full:
        return (
            "复核还没有定出得满分的事项。"
            if any(one.points is None for one in listed)
            else "没有得满分的事项。"
        )
    more = f"等 {len(full)} 项" if len(full) > _NAMES_TOLD else ""
    return f"{'、'.join(full[:_NAMES_TOLD])}{more}做到了要求，得满分。"


def _cut(dossier: Dossier, reviewed: ReviewedLine) -> dict[str, str]:
    line = reviewed.line
    return {
        "name": line.name,
        "max": points(line.max),
        "self": points(line.self_points) if line.self_points is not None else BLANK,
        "points": points(reviewed.points),
        "reason": dossier.deductions[line.id],
    }


def _held(dossier: Dossier) -> str:
    review = dossier.assessment.review
    graves = sum(1 for one in review.alarms if one.severity is Severity.ERROR)
    told = f"核对通过 {len(review.reconciled)} 处；疑点 {len(review.alarms)} 条，其中高 {graves} 条"
    return f"{told}，详见问题清单。" if review.alarms else f"{told}。"


def _open(reviewed: ReviewedFinding) -> bool:
    finding = reviewed.finding
    return reviewed.decision is None and finding.explanation is None and not finding.caused_by


def _numbered(texts: Iterable[str]) -> list[str]:
    """Texts in order as letters count them: 一是…；二是…."""
    listed = [one_line(text).rstrip("。；") for text in texts]
    if not listed:
        return [_NOTHING]
    marks = ["；"] * (len(listed) - 1) + ["。"]
    ordered = zip(_ordinals(len(listed)), listed, marks, strict=True)
    return [f"{ordinal}是{text}{mark}" for ordinal, text, mark in ordered]


def _ordinals(count: int) -> Iterator[str]:
    for number in range(1, count + 1):
        tens, ones = divmod(number, 10)
        head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[(tens - 1) % 10]}十"
        yield head + (_DIGITS[ones - 1] if ones else "")


def _clean(value: Any, *, masked: bool) -> Any:
    """*value* with its texts fit for XML, and without personal data unless it was asked for."""
    if isinstance(value, str):
        shown = "".join(letter for letter in value if letter.isprintable() or letter in "　\t")
        return mask_text(shown) if masked else shown
    if isinstance(value, dict):
        return {key: _clean(one, masked=masked) for key, one in value.items()}
    return [_clean(one, masked=masked) for one in value]
