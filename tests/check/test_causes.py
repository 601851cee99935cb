"""Which finding is the root of which: the table, made-up chains, and what no chain may do."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from docscore.check import CODES, explain
from docscore.check.causes import CAUSES, Shared
from docscore.check.chains import chained
from docscore.model import Finding, Place, Review, Severity

_LINES = {"I1": frozenset({"I1.1", "I1.2"})}


def _finding(
    code: str,
    points: str = "0",
    *criteria: str,
    metrics: tuple[str, ...] = (),
    severity: Severity = Severity.WARNING,
) -> Finding:
    """A finding without places; its fingerprint tells it from the others."""
    print_ = f"{code} {points} {criteria} {metrics}"
    return Finding(code, severity, "", Decimal(points), criteria, (), (), "", metrics, print_)


def _shape(*findings: Finding) -> list[str]:
    """The codes in order, consequences after an arrow."""
    return [f"↳{f.code}" if f.caused_by else f.code for f in chained(findings, _LINES)]


def test_a_total_that_does_not_hold_moves_the_rate_made_from_it() -> None:
    total = _finding("A03", "5", "I1.1", metrics=("villages", "poor_villages"))
    margin = _finding("T01", "3", "I1.1", metrics=("stations", "villages"))
    assert _shape(margin, total) == ["A03", "↳T01"]
    other = _finding("T01", "3", "I2.1", metrics=("companies",))
    assert _shape(other, total) == ["A03", "T01"]


def test_a_missing_base_leaves_the_line_to_a_person_and_the_self_score_above_support() -> None:
    term = _finding("G03", "5", "I1.1", metrics=("paid",))
    base = _finding("R02", "5", "I1.1", metrics=("paid", "funds"))
    above = _finding("S01", "4", "I1.1")
    assert _shape(above, base) == ["R02", "↳S01"]
    assert _shape(above, base, term) == ["G03", "↳R02", "↳S01"]


def test_a_self_score_that_lacks_more_than_the_root_takes_stands_by_itself() -> None:
    root = _finding("G05", "2", "I1.1")
    assert _shape(root, _finding("S01", "2", "I1.1", "I1.2")) == ["G05", "S01"]
    assert _shape(root, _finding("S01", "2", "I1.1")) == ["G05", "↳S01"]


def test_a_root_without_points_costs_no_line_anything() -> None:
    same_band = _finding("C01", "0", "I1.1", metrics=("stations",))
    assert _shape(same_band, _finding("S01", "2", "I1.1")) == ["S01", "C01"]


def test_an_indicator_stands_for_its_lines() -> None:
    assert _shape(_finding("S07", "5", "I1"), _finding("G01", "2", "I1.2")) == ["S07", "↳G01"]


def test_a_total_is_off_by_the_row_above_full_marks_only_if_by_as_much() -> None:
    above = _finding("S06", "1", "I1")
    assert _shape(_finding("S04", "1"), above) == ["S06", "↳S04"]
    assert _shape(_finding("S04", "2"), above) == ["S04", "S06"]


def test_under_the_wrong_rubric_nothing_that_concerns_its_lines_stands_by_itself() -> None:
    wrong = _finding("S09", "100", severity=Severity.ERROR)
    assert _shape(_finding("T01", "3", "I1.1"), _finding("A01"), wrong) == ["S09", "↳T01", "A01"]


def test_the_same_number_on_two_lines_is_one_doubt_but_not_two_numbers_with_one_base() -> None:
    base = _finding("T01", "5", "I1.1", metrics=("rate",))
    bonus = _finding("T01", "2", "I2.1", metrics=("rate",))
    assert _shape(base, bonus) == ["T01", "↳T01"]
    stations = _finding("T01", "5", "I1.1", metrics=("stations", "villages"))
    roads = _finding("T01", "2", "I2.1", metrics=("roads", "villages"))
    assert _shape(stations, roads) == ["T01", "T01"]


def _place(block: int, start: int, end: int, paper: str = "") -> Place:
    return Place(block, start, end, None, None, None, (), "", paper)


def test_a_sentence_and_the_count_in_it_are_the_same_place_and_its_neighbour_is_not() -> None:
    twice = replace(_finding("E02"), places=(_place(3, 10, 60),))
    count = replace(_finding("E01"), places=(_place(3, 12, 15),))
    assert _shape(count, twice) == ["E02", "↳E01"]
    assert _shape(replace(count, places=(_place(3, 60, 63),)), twice) == ["E01", "E02"]
    assert _shape(replace(count, places=(_place(3, 12, 15, "名册.xlsx"),)), twice) == ["E01", "E02"]


def test_a_list_with_a_row_too_many_is_why_it_is_not_as_long_as_the_text_says() -> None:
    rows = replace(_finding("G30", "5"), places=(_place(0, 4, 9, "站点清单.xlsx"),))
    count = replace(_finding("C21", "5"), places=(_place(7, 1, 4), _place(0, 0, 2, "站点清单.xlsx")))
    assert _shape(count, rows) == ["G30", "↳C21"]
    other = replace(count, places=(_place(7, 1, 4), _place(0, 0, 2, "企业清单.xlsx")))
    assert _shape(other, rows) == ["C21", "G30"]


def test_points_of_a_chain_count_each_criterion_once() -> None:
    root = _finding("A03", "5", "I1.1", metrics=("villages",))
    same = _finding("T01", "3", "I1.1", metrics=("villages",))
    more = _finding("T01", "2", "I2.1", metrics=("villages", "roads"))
    ranked = chained((root, same, more), _LINES)
    assert [finding.points_at_stake for finding in ranked] == [7, 3, 2]


def test_a_chain_is_ranked_by_its_points_and_its_gravest_finding() -> None:
    small = _finding("R04", "2", "I1.1")
    grave = _finding("S01", "4", "I1.1", severity=Severity.ERROR)
    assert _shape(_finding("G05", "4", "I2.1"), small, grave) == ["R04", "↳S01", "G05"]


def test_nothing_is_hidden_and_the_order_given_does_not_matter() -> None:
    lines = ("I1.1", "I1.2", "I2.1")
    metrics = ("a", "b", "c")
    dice = random.Random(7)
    for _ in range(200):
        given = [
            replace(
                _finding(
                    dice.choice(list(CODES)),
                    str(dice.randint(0, 5)),
                    *dice.sample(lines, dice.randint(0, 2)),
                    metrics=tuple(dice.sample(metrics, dice.randint(0, 2))),
                ),
                fingerprint=str(number),
            )
            for number in range(12)
        ]
        review = Review(chained(given, _LINES), ())
        assert {finding.fingerprint for finding in review.findings} == {f.fingerprint for f in given}
        roots = {finding.fingerprint for finding in review.roots}
        at = {finding.fingerprint: position for position, finding in enumerate(review.findings)}
        for finding in review.findings:
            assert not finding.caused_by or finding.caused_by in roots
            assert not finding.caused_by or at[finding.caused_by] < at[finding.fingerprint]
        stakes = [finding.points_at_stake for finding in review.roots]
        assert stakes == sorted(stakes, reverse=True)
        distinct = {(f.code, f.points_at_stake, f.criteria, f.metrics) for f in given}
        if len(distinct) == len(given):
            turned = chained(reversed(given), _LINES)
            assert sum(not f.caused_by for f in turned) == len(roots)


def test_the_table_has_known_codes_and_no_circle() -> None:
    above: dict[str, set[str]] = {}
    for row in CAUSES:
        assert row.code in CODES
        assert set(row.effects) <= CODES.keys()
        assert row.effects or row.by is Shared.RUBRIC
        for effect in row.effects:
            if effect != row.code:
                above.setdefault(effect, set()).add(row.code)

    def roots(code: str, way: tuple[str, ...]) -> None:
        assert code not in way, " → ".join((*way, code))
        for cause in above.get(code, ()):
            roots(cause, (*way, code))

    for code in above:
        roots(code, ())


def test_the_documents_list_the_same_table_and_explain_names_the_roots() -> None:
    listed = (Path(__file__).parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")
    for row in CAUSES:
        effects = " ".join(row.effects) or "any"
        assert f"| {row.code} | {row.by.name.lower()} | {effects} |" in listed
    told = explain("A01")
    assert "根源可能在：" in told
    assert "A04（大写金额与小写金额不符）" in told
    assert "根源" not in explain("P01")
