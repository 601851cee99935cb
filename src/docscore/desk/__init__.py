"""The desk: what every front end does with a workspace. It takes in submissions, opens them, and writes decisions down.

The store keeps what was read and what people said; the pipeline judges; the desk brings the two together and keeps the
summary rows true. The web pages, the API, ``screen``, ``export`` and ``import`` all go through it.
"""

from __future__ import annotations

from .deciding import Order, decide, decide_by_policy, reopen, sign
from .desk import Desk, Opened, Taken
from .differing import Disagreement, against_evidence, corrections, earlier_versions, version
from .founding import found_workspace, use_rubric
from .neighbours import cohort_findings, cohort_ranks
from .pageview import (
    Focus,
    PageView,
    Stop,
    document_name,
    page_beside,
    page_view,
    paper_named,
    papers_of,
    path_of,
    stops_of,
    whereabouts,
)
from .proving import Proof, prove
from .rules import Rules, rules_of

__all__ = [
    "Desk",
    "Disagreement",
    "Focus",
    "Opened",
    "Order",
    "PageView",
    "Proof",
    "Rules",
    "Stop",
    "Taken",
    "against_evidence",
    "cohort_findings",
    "cohort_ranks",
    "corrections",
    "decide",
    "decide_by_policy",
    "document_name",
    "earlier_versions",
    "found_workspace",
    "page_beside",
    "page_view",
    "paper_named",
    "papers_of",
    "path_of",
    "prove",
    "reopen",
    "rules_of",
    "sign",
    "stops_of",
    "use_rubric",
    "version",
    "whereabouts",
]
