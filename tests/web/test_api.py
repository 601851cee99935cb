"""The API: what it says of a real workspace, what it writes, and that nothing sent to it breaks it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from starlette.testclient import TestClient

from docscore.model import Work
from docscore.review import verify
from docscore.store.people import Role

from .conftest import HERE, Bench

#: So many requests are sent to each operation.
_TRIES = 40


def _county(bench: Bench) -> str:
    return f"/api/v1/submissions/{bench.county}"


def _get(client: TestClient, path: str, **query: object) -> dict[str, Any]:
    answer = client.get(path, params=query)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_the_batch_and_its_list_say_the_same_as_the_registers(bench: Bench) -> None:
    client = bench.program(Role.READER)
    batch = _get(client, "/api/v1/batch")
    assert batch["submissions"] == batch["work"]["new"] == 1
    assert batch["rubric"]["id"] == "guangdong-2019"
    (row,) = _get(client, "/api/v1/submissions", sort="name")["submissions"]
    sheet = bench.desk.open(bench.county).sheet
    assert (row["low"], row["supported"], row["high"]) == (sheet.low, sheet.supported, sheet.high)
    assert _get(client, "/api/v1/submissions", work="signed")["total"] == 0


def test_a_submission_is_the_contracts_json_with_what_people_said(bench: Bench) -> None:
    from docscore.export.json import assessment_object

    opened = bench.desk.open(bench.county)
    one = _get(bench.program(Role.READER), _county(bench))
    assert one["result"] == assessment_object(opened.assessment)
    assert [line["criterion"] for line in one["review"]["lines"]] == list(opened.sheet.lines)
    assert one["last_seen"] == 0
    figures = _get(bench.program(Role.READER), f"{_county(bench)}/figures")["figures"]
    assert len({figure["key"] for figure in figures}) == len(opened.assessment.extraction.figures)
    findings = _get(bench.program(Role.READER), f"{_county(bench)}/findings")["findings"]
    assert [one["fingerprint"] for one in findings] == list(opened.sheet.findings)


def test_a_correction_moves_the_points_and_taking_it_back_moves_them_back(bench: Bench) -> None:
    client = bench.program(Role.REVIEWER)
    before = _get(client, _county(bench))
    figures = _get(client, f"{_county(bench)}/figures")["figures"]
    moved = 0
    for figure in [one for one in figures if one["surface"].endswith("人次") and one["role"] == "actual"]:
        body = {"key": figure["key"], "value": "12人次", "reason": "名册只有 12 行"}
        answer = client.post(f"{_county(bench)}/figures/correct", json=body).json()
        moved += answer["submission"]["low"] != before["low"]
        back = {
            "subject": answer["entry"]["subject"],
            "action": "withdraw",
            "value": str(answer["entry"]["seq"]),
            "last_seen": answer["entry"]["seq"],
        }
        after = client.post(f"{_county(bench)}/decisions", json=back).json()
        assert after["submission"]["low"] == before["low"]
    assert moved


def test_a_sheet_is_decided_signed_locked_and_reopened(bench: Bench) -> None:
    lead, reviewer = bench.program(Role.LEAD), bench.program(Role.REVIEWER)
    assert lead.post(f"{_county(bench)}/sign", json={}).status_code == 400
    decided = lead.post("/api/v1/policies/accept-certain", json={}).json()["decided"]
    assert decided > 0
    for line in _get(lead, _county(bench))["review"]["lines"]:
        if line["decision"] is None:
            body = {"subject": {"kind": "criterion", "key": line["criterion"]}, "action": "set"}
            answer = reviewer.post(
                f"{_county(bench)}/decisions", json={**body, "value": "0", "reason": "未附"}
            )
            assert answer.status_code == 200, answer.text
    signed = lead.post(f"{_county(bench)}/sign", json={}).json()
    assert signed["submission"]["work"] == Work.SIGNED
    body = {"subject": {"kind": "criterion", "key": line["criterion"]}, "action": "comment", "reason": "再看"}
    refused = reviewer.post(f"{_county(bench)}/decisions", json=body)
    assert refused.status_code == 400
    assert "已签发" in refused.json()["error"]
    again = lead.post(
        f"{_county(bench)}/reopen", json={"reason": "补交", "last_seen": signed["entry"]["seq"]}
    )
    assert again.json()["submission"]["work"] == Work.READY
    proof = _get(lead, "/api/v1/journal/proof", head=signed["entry"]["digest"])
    assert proof["whole"]
    assert proof["noted"] == signed["entry"]["seq"] == proof["count"] - 1
    assert _get(lead, "/api/v1/journal", limit=2)["next"] == proof["count"] - 1


def test_the_second_of_two_is_told_what_stands_there(bench: Bench) -> None:
    line = next(iter(bench.desk.open(bench.county).sheet.lines))
    body = {"subject": {"kind": "criterion", "key": line}, "action": "comment", "reason": "一"}
    address = f"{_county(bench)}/decisions"
    first = bench.program(Role.LEAD).post(address, json=body).json()["entry"]
    lost = bench.program(Role.REVIEWER).post(address, json={**body, "reason": "二"})
    assert lost.status_code == 409
    assert lost.json()["newest"] == first
    assert bench.written == 1


@pytest.mark.parametrize("action", ["comment", "set", "withdraw"])
def test_an_order_sent_again_after_a_lost_answer_is_written_once(bench: Bench, action: str) -> None:
    client, address = bench.program(Role.REVIEWER), f"{_county(bench)}/decisions"
    line = next(iter(bench.desk.open(bench.county).sheet.lines))
    body = {"subject": {"kind": "criterion", "key": line}, "action": action, "value": "0", "reason": "一"}
    if action == "withdraw":
        seq = client.post(address, json={**body, "action": "set"}).json()["entry"]["seq"]
        body |= {"value": str(seq), "last_seen": seq}
    before = bench.written
    first, again = (client.post(address, json=body).json()["entry"] for _ in range(2))
    assert first == again
    assert bench.written == before + 1
    seen = client.post(address, json={**body, "action": "comment", "last_seen": again["seq"]})
    assert seen.json()["entry"]["seq"] == before + 2  # whoever has seen his own word means the second


def test_signing_again_after_a_lost_answer_signs_once(bench: Bench) -> None:
    lead = bench.program(Role.LEAD)
    for line in _get(lead, _county(bench))["review"]["lines"]:
        body = {"subject": {"kind": "criterion", "key": line["criterion"]}, "action": "set", "value": "0"}
        assert lead.post(f"{_county(bench)}/decisions", json={**body, "reason": "未附"}).status_code == 200
    first, again = (lead.post(f"{_county(bench)}/sign", json={}).json()["entry"] for _ in range(2))
    assert first == again


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "body.action"),
        ({"action": "delete", "subject": {"kind": "criterion"}}, "body.action"),
        ({"action": "set", "subject": {"kind": "criterion"}, "value": 1}, "body.value"),
        ({"action": "set", "subject": {"kind": "criterion"}, "by": "组长"}, "body.by"),
        ({"action": "set", "subject": {"kind": "criterion"}, "last_seen": 10**30}, "body.last_seen"),
        ([], "body"),
    ],
)
def test_a_malformed_request_is_told_where(bench: Bench, body: object, place: str) -> None:
    answer = bench.program(Role.REVIEWER).post(f"{_county(bench)}/decisions", json=body)
    assert answer.status_code == 422
    assert place in answer.json()["places"]
    assert answer.json()["error"].startswith("请求不符合要求")


def test_nothing_that_is_sent_breaks_it(bench: Bench) -> None:
    """schemathesis: right and wrong requests for each operation of the OpenAPI description, half of them on what is there."""
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", bench.app, headers={"host": "localhost"})
    sheet = bench.desk.open(bench.county).sheet
    subjects = [{"kind": "criterion", "key": key} for key in list(sheet.lines)[:3]]
    subjects += [{"kind": "finding", "key": key} for key in list(sheet.findings)[:3]]
    headers = {"authorization": f"Bearer {bench.tokens[Role.LEAD]}", "host": "localhost"}
    told: Counter[int] = Counter()

    for found in schema.get_all_operations():
        operation = found.ok()
        cases = [operation.as_strategy(mode) for mode in GenerationMode]

        @settings(
            max_examples=_TRIES,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            database=None,
        )
        @given(st.one_of(cases), st.booleans(), st.sampled_from(subjects))
        def send(case: schemathesis.Case, known: bool, subject: dict[str, str]) -> None:
            if known and "submission" in case.path_parameters:
                case.path_parameters["submission"] = bench.county
            if known and isinstance(case.body, dict) and "subject" in case.body:
                case.body["subject"] = subject
            answer = case.call(base_url=HERE, headers=headers)
            told[answer.status_code] += 1
            assert answer.status_code < 500, (case.as_curl_command(), answer.text)
            if answer.status_code >= 400 and case.formatted_path.startswith("/api/"):
                assert re.search(r"[\u4e00-\u9fff]", answer.text), answer.text

        send()
    assert told[200] > 50, told
    assert told[400] + told[404] + told[422] > 50, told
    assert verify(bench.desk.journal.everything(), bench.desk.journal.head[1]) is None
