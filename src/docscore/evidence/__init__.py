"""Evidence counted: the rosters, lists, ledgers and red-head papers of a submission.

:func:`count_evidence` turns documents into tallies; :func:`anonymous` masks the personal data of a document. Both know
what a column holds by its heading. Counting comes first: what is masked tells nobody apart any more.
"""

from __future__ import annotations

from .anonymous import anonymous
from .count import count_evidence
from .draw import METHOD, draw_sample
from .population import population

__all__ = ["METHOD", "anonymous", "count_evidence", "draw_sample", "population"]
