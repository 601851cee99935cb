"""Document → forms: the self-evaluation tables (绩效自评表) of a document, read by their headings and never by position.

:func:`read_forms` reads them, :func:`why_no_form` says why there is none; :func:`form_rubric` makes the rubric that a form
is, :func:`totalled` sees to its total, :func:`read_beside` reads what a report says of it, and :func:`batch_rubric` is what the forms of a batch share.
"""

from .batch import batch_rubric
from .beside import Paragraph, paragraphs_of, read_beside
from .reading import read_forms
from .refusal import why_no_form
from .rubric import form_rubric
from .totals import totalled

__all__ = [
    "Paragraph",
    "batch_rubric",
    "form_rubric",
    "paragraphs_of",
    "read_beside",
    "read_forms",
    "totalled",
    "why_no_form",
]
