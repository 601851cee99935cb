"""What ``docscore score`` does with self-evaluation forms (绩效自评表): each form of the file is scored by itself."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..errors import UsageError
from .output import progress, save, say, screen

if TYPE_CHECKING:
    from ..model import Assessment, Explanations


def score_forms(
    path: Path,
    rubric: str,
    printed: Literal["table", "json"],
    output: Path | None,
    *,
    explanations: Explanations | None,
    masked: bool,
    wanted: Collection[str],
) -> tuple[Assessment, ...]:
    """Score the forms of a file and print them; returns their assessments.

    Args:
        path: the file.
        rubric: ``form``, the id of a variant or a file.
        printed: how they are printed.
        output: where they are saved as well.
        explanations: what reviewers have explained already.
        masked: whether personal data is masked.
        wanted: codes to raise although they are off by default.

    Raises:
        InputError: the file cannot be read or holds no form.
        UsageError: no such variant, or several forms for one workbook.
    """
    from ..export.form import form_object, form_text
    from ..export.json import dumps
    from ..packs.form_rules import load_form_rules
    from ..packs.lexicon import load_lexicon
    from ..pipeline import assess_forms

    variants = load_form_rules(rubric)
    progress(f"正在读 {path}")
    try:
        forms = assess_forms(
            path, variants, load_lexicon(), explanations=explanations, masked=masked, wanted=wanted
        )
    finally:
        progress("")
    objects = [form_object(form) for form in forms]
    told = dumps(objects[0] if len(objects) == 1 else objects) + "\n"
    if output is not None:
        save(told.encode() if output.suffix.lower() == ".json" else _workbook(path, forms), output)
    if printed == "json":
        say(told)
        return forms
    from ..export.terminal import assessment_text

    width, colour = screen()
    for number, form in enumerate(forms, start=1):
        say(form_text(form, number, len(forms)) + assessment_text(form, width=width, colour=colour))
    return forms


def _workbook(path: Path, forms: tuple[Assessment, ...]) -> bytes:
    if len(forms) > 1:
        raise UsageError(
            f"{path} 里有 {len(forms)} 张自评表，一个 Excel 评分表只放一张", "请把 -o 的文件名改成 .json 结尾"
        )
    from ..export.workbook import workbook

    return workbook(forms[0])
