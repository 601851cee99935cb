"""Every check there is, by code. A code that is not listed here does not exist; a test checks both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..model import Finding, Reconciled
from . import (
    amounts,
    arithmetic,
    changes,
    contradictions,
    enumerations,
    gaps,
    periods,
    rates,
    self_scores,
    thresholds,
)
from .case import Case, Code

Check = Callable[[Case], Iterator[Finding | Reconciled]]

_REGISTERED: tuple[tuple[Code, Check], ...] = (
    (arithmetic.A01, arithmetic.parts_and_total),
    (arithmetic.A02, arithmetic.column_totals),
    (amounts.A03, amounts.declared_parts),
    (amounts.A04, amounts.written_twice),
    (rates.R01, rates.stated_against_derived),
    (rates.R02, rates.base_not_stated),
    (rates.R03, rates.impossible_share),
    (rates.R04, rates.out_of_reach),
    (changes.R05, changes.growth),
    (changes.R06, changes.shares),
    (enumerations.E01, enumerations.listed_names),
    (contradictions.C01, contradictions.rival_values),
    (contradictions.C02, contradictions.same_words_two_numbers),
    (contradictions.C03, contradictions.said_and_denied),
    (thresholds.T01, thresholds.zero_margin),
    (thresholds.T02, thresholds.precision_straddles),
    (thresholds.T03, thresholds.veto_shows),
    (periods.P01, periods.outdated),
    (self_scores.S01, self_scores.above_supported),
    (self_scores.S02, self_scores.below_certain),
    (self_scores.S03, self_scores.not_attainable),
    (self_scores.S04, self_scores.sum_differs),
    (self_scores.S05, self_scores.denied_by_own_text),
    (self_scores.S06, self_scores.above_maximum),
    (self_scores.S07, self_scores.blank),
    (self_scores.S08, self_scores.no_score_table),
    (self_scores.S09, self_scores.wrong_rubric),
    (gaps.G01, gaps.never_mentioned),
    (gaps.G02, gaps.target_without_result),
    (gaps.G03, gaps.other_term),
    (gaps.G04, gaps.planned_as_result),
    (gaps.G05, gaps.doubtful_by_other_words),
    (gaps.G06, gaps.target_copied),
    (gaps.G07, gaps.parts_unread),
)

CODES: Mapping[str, Code] = {code.id: code for code, _ in _REGISTERED}
CHECKS: Mapping[str, Check] = {code.id: run for code, run in _REGISTERED}
