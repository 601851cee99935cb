"""The papers of a recheck of self-evaluation forms in one workbook: 汇总, 差值表, 问题清单, a 复核表 each, 底稿信息."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from .book import new_book
from .dossier import Dossier
from .problem_list import write_problems
from .recheck import recheck_sheet
from .recheck_book import write_recheck
from .recheck_totals import DIFFERENCES, SUMMARY


def form_papers(title: str, dossiers: Sequence[Dossier], titles: Mapping[str, str], *, masked: bool) -> bytes:
    """The papers as the bytes of an ``.xlsx`` file.

    Args:
        title: what was rechecked.
        dossiers: the forms.
        titles: title of each finding code.
        masked: personal data is masked.
    """
    out = io.BytesIO()
    with new_book(f"{title}　复核", out) as book:
        summary, differences, problems = map(book.add_worksheet, (SUMMARY, DIFFERENCES, "问题清单"))
        sheets = [recheck_sheet(dossier) for dossier in dossiers]
        write_recheck(book, summary, differences, title, sheets, masked=masked)
        about = book.add_worksheet("底稿信息")
        write_problems(book, problems, about, title, dossiers, titles, masked=masked)
    return out.getvalue()
