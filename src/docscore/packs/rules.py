"""The text of the rules that a person names, whole, as a batch keeps it: a rubric's file, or those of the variants of forms."""

from __future__ import annotations

import re

from .form_rules import is_form, named_files
from .rubric import rubric_source

_BETWEEN = "---\n"


def rules_text(ref: str) -> str:
    """The YAML text of a rubric, or of the variants of forms, one document after the other.

    Args:
        ref: as for :func:`docscore.packs.rubric.load_rubric`, or for :func:`docscore.packs.form_rules.load_form_rules`.

    Raises:
        UsageError: there is no such rubric and no such variant.
        PackError: the file is not YAML.
        InputError: a file cannot be read.
    """
    if not is_form(ref):
        return rubric_source(ref).path.read_text(encoding="utf-8")
    return _BETWEEN.join(path.read_text(encoding="utf-8") for path in named_files(ref))


def rules_files(text: str) -> tuple[str, ...]:
    """The texts of the files that :func:`rules_text` was made of."""
    return tuple(part for part in re.split(f"(?m)^{_BETWEEN}", text) if part.strip())
