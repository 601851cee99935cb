from __future__ import annotations

import json
from decimal import Decimal

import pytest
from tests.export.sample import PROSE, assessment, chained

from docscore.export.json import (
    assessment_object,
    decimal_text,
    dumps,
    extraction_object,
    number,
)

FIGURE_KEYS = [
    "surface", "value", "value_max", "unit", "comparator", "role", "subject", "period", "metric",
    "page", "block", "cell", "start", "end", "bbox", "section", "confidence",
]  # fmt: skip


def test_extraction_has_the_contracted_keys_in_order():
    given = assessment()
    value = extraction_object(given.document, given.extraction)
    assert list(value) == ["path", "sha256", "kind", "pages", "warnings", "figures"]
    assert list(value["figures"][0]) == FIGURE_KEYS


def test_assessment_has_the_contracted_keys():
    value = assessment_object(assessment())
    assert list(value) == [
        "submission", "rubric", "self_total", "self_sum", "low", "high", "supported",
        "sections", "criteria", "findings", "unused_explanations",
    ]  # fmt: skip
    assert list(value["criteria"][0]) == [
        "id", "name", "max", "self", "low", "high", "supported", "status", "evidence", "trace",
    ]  # fmt: skip
    assert list(value["findings"][0]) == [
        "code", "severity", "message", "points_at_stake", "criteria", "figures", "places", "remedy",
        "metrics", "fingerprint", "caused_by", "explanation",
    ]  # fmt: skip
    indicator = value["sections"][0]["indicators"][0]
    assert {"self", "low", "high", "supported", "max", "self_rows"} <= set(indicator)
    assert indicator["self"] == 10
    assert value["criteria"][0]["self"] is None


def test_every_finding_is_in_the_list_with_its_root_or_its_explanation():
    value = assessment_object(chained())
    assert [finding["caused_by"] for finding in value["findings"]] == [None, "S01-root", None]
    assert value["findings"][2]["explanation"] == {
        "reason": "已核原件", "by": "张三", "date": "2021-10-12", "until": "2022-12-31",
    }  # fmt: skip
    assert value["unused_explanations"] == ["说明.yaml:2:5: 没有可对应的疑点 E01"]


def test_no_evidence_keeps_its_interval_and_is_not_zero():
    line = assessment_object(assessment())["criteria"][1]
    assert (line["low"], line["high"], line["status"]) == (0, 5.5, "no_evidence")
    assert line["trace"]["values"][0]["missing"] == ["poor_stations"]


def test_evidence_names_the_words_and_their_place_once():
    evidence = assessment_object(assessment())["criteria"][0]["evidence"]
    assert [item["text"] for item in evidence] == ["70.51%", "110个"]
    assert evidence[0]["page"] == 1
    assert evidence[0]["label"] == "第1页第1段"


def test_offsets_are_of_the_file_for_text_and_of_the_block_otherwise():
    for origin, base in ((None, 0), (40, 40)):
        given = assessment(kind="text", origin=origin)
        found = extraction_object(given.document, given.extraction)["figures"][0]
        assert found["start"] == base + PROSE.index("110个")


def test_it_is_readable_json_and_the_same_twice():
    text = dumps(assessment_object(assessment()))
    assert "行政村" in text
    assert text == dumps(assessment_object(assessment()))
    assert json.loads(text)["supported"] == 5


@pytest.mark.parametrize(
    ("given", "shown"),
    [("5", "5"), ("5.00", "5"), ("11.19", "11.19"), ("0.1", "0.1"), ("69.125", "69.13"), ("-5", "-5")],
)
def test_points_print_without_binary_artefacts(given: str, shown: str):
    assert json.dumps(number(Decimal(given))) == shown


@pytest.mark.parametrize(
    ("given", "shown"), [("1.50E+4", "15000"), ("70.10", "70.1"), ("0", "0"), ("12298000000", "12298000000")]
)
def test_values_are_decimal_strings_in_plain_notation(given: str, shown: str):
    assert decimal_text(Decimal(given)) == shown


def test_what_is_not_given_is_null():
    assert number(None) is None
    assert decimal_text(None) is None
