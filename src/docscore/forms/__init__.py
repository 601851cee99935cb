"""Document → forms: the self-evaluation tables (绩效自评表) of a document, read by their headings and never by position.

The entries are :func:`read_forms` and :func:`why_no_form`.
"""

from .reading import read_forms
from .refusal import why_no_form

__all__ = ["read_forms", "why_no_form"]
