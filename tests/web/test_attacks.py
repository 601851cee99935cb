"""What an attacker tries, and what he gets. Routes are asked for by their list, so that a new one is attacked too."""

from __future__ import annotations

import io
import re
import statistics
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from docscore.desk import Order, decide
from docscore.errors import UsageError
from docscore.model import Action, Kind, Subject
from docscore.store.people import Role
from docscore.web.attempts import Attempts
from docscore.web.entry import SESSION, Entry
from docscore.web.routes import ROUTERS

from .conftest import FORMULA, HERE, PASSWORD, SCRIPT, Bench

_OPEN = ("/login",)
_ROUTES = [(method, route.path) for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)
           for method in sorted(route.methods)]  # fmt: skip
_READING = [path for method, path in _ROUTES if method == "GET" and path not in _OPEN]
_WRITING = [path for method, path in _ROUTES if method == "POST" and path not in _OPEN]


def _at(path: str, submission: str) -> str:
    """A route's address, with the submission's id and something for every other part."""
    path = re.sub(r"\{(submission|sub|id)(:\w+)?\}", submission, path)
    return re.sub(r"\{[^}]+\}", "1", path)


def _line(bench: Bench) -> str:
    return next(iter(bench.desk.open(bench.county).sheet.lines))


def _decision(bench: Bench, **more: object) -> dict[str, object]:
    subject = {"kind": "criterion", "key": _line(bench)}
    return {"subject": subject, "action": "comment", "reason": "看过", **more}


# Who may come in


def test_without_a_login_nothing_is_shown_and_nothing_done(bench: Bench) -> None:
    stranger = bench.stranger()
    for path in _READING:
        answer = stranger.get(_at(path, bench.county))
        assert answer.status_code in (303, 401), path
        assert answer.status_code == 401 or answer.headers["location"] == "/login"
        assert "培训" not in answer.text
    for path in _WRITING:
        assert stranger.post(_at(path, bench.county), json={}).status_code in (303, 401, 422), path
    assert bench.written == 0


@pytest.mark.parametrize("header", ["Bearer ", "Bearer x", "Bearer null", "Basic bGVhZDpsZWFk", "bearer"])
def test_a_made_up_token_opens_nothing(bench: Bench, header: str) -> None:
    assert bench.stranger(headers={"authorization": header}).get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("cookie", ["", "x", "WyJsZWFkIiwxLCJ4Il0.Z0_x.aaaa", '["lead",1,"x"]', "é"])
def test_a_made_up_cookie_opens_nothing(bench: Bench, cookie: str) -> None:
    header = f"docscore={cookie}".encode()
    assert bench.stranger().get("/api/v1/me", headers={"cookie": header}).status_code == 401  # type: ignore[dict-item]


def test_the_one_time_token_works_once(bench: Bench) -> None:
    entry = bench.app.state.entry = Entry.alone_in(bench.desk.workspace.folder)
    token = entry.token
    assert bench.stranger().get("/login?token=guess").status_code == 401
    first, second = bench.stranger(), bench.stranger()
    assert first.get(f"/login?token={token}").status_code == 303
    assert first.get("/api/v1/me").json()["role"] == "lead"
    answer = second.get(f"/login?token={token}")
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert second.get("/login?token=").status_code == 200  # an empty token is none
    assert second.get("/api/v1/me").status_code == 401


def test_the_session_of_one_run_opens_no_other(bench: Bench) -> None:
    folder = bench.desk.workspace.folder
    entry = bench.app.state.entry = Entry.alone_in(folder)
    client = bench.stranger()
    client.get(f"/login?token={entry.token}")
    assert client.get("/api/v1/me").status_code == 200
    bench.app.state.entry = Entry.alone_in(folder)
    assert client.get("/api/v1/me").status_code == 401


def test_a_token_of_programs_is_none_of_a_lone_workspace(bench: Bench) -> None:
    bench.app.state.entry = Entry.alone_in(bench.desk.workspace.folder)
    assert bench.program(Role.LEAD).get("/api/v1/me").status_code == 401


# What a session ends by


def test_logging_out_ends_a_cookie_that_was_copied(bench: Bench) -> None:
    client = bench.browser(Role.REVIEWER)
    thief = bench.stranger(cookies=dict(client.cookies))
    assert thief.get("/api/v1/me").status_code == 200
    client.post("/logout", data={"csrf": bench.csrf(client)})
    assert thief.get("/api/v1/me").status_code == 401


def test_logging_out_alone_ends_a_cookie_that_was_copied(bench: Bench) -> None:
    entry = bench.app.state.entry = Entry.alone_in(bench.desk.workspace.folder)
    client = bench.stranger()
    client.get(f"/login?token={entry.token}")
    thief = bench.stranger(cookies=dict(client.cookies))
    client.post("/logout", data={"csrf": bench.csrf(client)})
    assert thief.get("/api/v1/me").status_code == 401


def test_a_closed_account_is_out_at_once(bench: Bench) -> None:
    browser, program = bench.browser(Role.REVIEWER), bench.program(Role.REVIEWER)
    bench.people.disable("reviewer")
    assert browser.get("/api/v1/me").status_code == program.get("/api/v1/me").status_code == 401
    assert bench.stranger().post("/login", data={"name": "reviewer", "password": PASSWORD}).status_code == 401


def test_a_new_password_ends_the_sessions_of_the_old(bench: Bench) -> None:
    browser = bench.browser(Role.REVIEWER)
    bench.people.change_password("reviewer", "another long one")
    assert browser.get("/api/v1/me").status_code == 401


def test_a_session_ends_after_its_time(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = bench.browser(Role.REVIEWER)
    now = time.time()
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + SESSION - 60)
    assert browser.get("/api/v1/me").status_code == 200
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + SESSION + 60)
    assert browser.get("/api/v1/me").status_code == 401


def test_the_cookie_is_kept_from_scripts_and_other_sites(bench: Bench) -> None:
    form = {"name": "lead", "password": PASSWORD}
    plain = bench.stranger().post("/login", data=form).headers["set-cookie"].lower()
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip() for part in plain.split(";")}
    assert f"max-age={SESSION}" in plain
    secure = bench.stranger().post(f"{HERE.replace('http', 'https')}/login", data=form)
    assert "secure" in secure.headers["set-cookie"].lower()


# Guessing


def test_guessing_must_wait_by_name_whatever_the_password_then_is(bench: Bench) -> None:
    client = bench.stranger()
    for _ in range(5):
        answer = client.post("/login", data={"name": "lead", "password": "wrong"})
        assert answer.status_code == 401
    for password in ("wrong", PASSWORD):
        answer = client.post("/login", data={"name": "lead", "password": password})
        assert answer.status_code == 429
        assert "秒" in answer.text


def test_guessing_must_wait_by_address_whatever_the_name(bench: Bench) -> None:
    client = bench.stranger()
    for number in range(5):
        client.post("/login", data={"name": f"人{number}", "password": "wrong"})
    header = {"x-forwarded-for": "203.0.113.9"}  # nobody takes his word for it
    answer = client.post("/login", data={"name": "lead", "password": PASSWORD}, headers=header)
    assert answer.status_code == 429


def test_many_guesses_at_once_are_no_more_than_one_after_another(bench: Bench) -> None:
    entry: Entry = bench.app.state.entry
    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(lambda n: entry.log_in("lead", f"wrong{n}", f"192.0.2.{n}"), range(20)))
    assert sum(wait == 0 for _, wait in told) == 5


def test_an_unknown_name_is_answered_as_a_wrong_password_is(bench: Bench) -> None:
    entry: Entry = bench.app.state.entry
    client = bench.stranger()
    known = client.post("/login", data={"name": "lead", "password": "wrong"})
    unknown = client.post("/login", data={"name": "nobody", "password": "wrong"})
    assert known.status_code == unknown.status_code
    assert known.text.replace("lead", "") == unknown.text.replace("nobody", "")

    def seconds(name: str) -> float:
        start = time.perf_counter()
        entry.people and entry.people.entering(name, "wrong")
        return time.perf_counter() - start

    ratio = statistics.median(seconds("lead") for _ in range(7)) / statistics.median(
        seconds("nobody") for _ in range(7)
    )
    assert 0.4 < ratio < 2.5


def test_what_is_remembered_of_guesses_is_bounded_and_forgotten() -> None:
    now = 0.0
    attempts = Attempts(lambda: now)
    for number in range(30_000):
        attempts.begin(f"name {number}")
    assert len(attempts._wrong) <= 10_000
    for _ in range(5):
        assert attempts.begin("name x") == 0
    assert attempts.begin("name x") > 0
    now = 11.0
    assert attempts.begin("name x") == 0
    assert attempts.begin("name x") == 20  # twice as long
    now = 5000.0
    assert attempts.begin("name x") == 0


def test_one_right_password_does_not_wash_an_address_clean() -> None:
    attempts = Attempts(lambda: 0.0)
    for _ in range(4):
        attempts.begin("name victim", "address a")
    attempts.begin("name own", "address a")
    attempts.succeed("name own", "address a")
    attempts.begin("name victim2", "address a")
    assert attempts.begin("name victim3", "address a") > 0


@pytest.mark.parametrize("name", ["", "x" * 5000, "lead\0", "lead ", "'; DROP TABLE person; --", SCRIPT])
def test_odd_names_are_wrong_names(bench: Bench, name: str) -> None:
    answer = bench.stranger().post("/login", data={"name": name, "password": "x" * 5000})
    assert answer.status_code == 401
    assert SCRIPT not in answer.text


# Roles


def test_a_reader_writes_nothing(bench: Bench) -> None:
    reader = bench.browser(Role.READER)
    header = {"x-csrf-token": bench.csrf(reader)}
    for path in _WRITING:
        if path != "/logout":
            for body in ({"json": {}}, {"data": {"reason": "x"}}):
                answer = reader.post(_at(path, bench.county), headers=header, **body)  # type: ignore[arg-type]
                assert answer.status_code in (403, 422), path
    program = bench.program(Role.READER)
    address = f"/api/v1/submissions/{bench.county}/decisions"
    assert program.post(address, json=_decision(bench)).status_code == 403
    assert program.get(f"/api/v1/submissions/{bench.county}").status_code == 200
    assert bench.written == 0


def test_a_reviewer_decides_but_does_not_sign(bench: Bench) -> None:
    program, county = bench.program(Role.REVIEWER), f"/api/v1/submissions/{bench.county}"
    assert program.post(f"{county}/decisions", json=_decision(bench)).status_code == 200
    for path, body in (
        (f"{county}/sign", {}),
        (f"{county}/reopen", {"reason": "x"}),
        ("/api/v1/policies/no-evidence-zero", {}),
    ):
        assert program.post(path, json=body).status_code == 403, path
    sheet = {"subject": {"kind": "sheet", "key": ""}, "value": "90", "reason": ""}
    for action in ("sign", "reopen"):
        assert program.post(f"{county}/decisions", json={**sheet, "action": action}).status_code == 422
    assert bench.written == 1


def test_no_front_end_signs_by_writing_an_opinion(bench: Bench) -> None:
    for action in (Action.SIGN, Action.REOPEN):
        with pytest.raises(UsageError, match="由组长"):
            decide(bench.desk, bench.county, Order(Subject(Kind.SHEET), action, "90", "x"), "reviewer")


# Objects


def test_what_is_not_there_is_not_found(bench: Bench) -> None:
    program = bench.program(Role.LEAD)
    for submission in ("0" * 16, "..%2f..%2fetc", "%27%20OR%201=1", "云岭县"):
        for path in ("", "/findings", "/figures", "/decisions"):
            answer = program.get(f"/api/v1/submissions/{submission}{path}")
            assert answer.status_code == 404, answer.text
        answer = program.post(f"/api/v1/submissions/{submission}/decisions", json=_decision(bench))
        assert answer.status_code == 404
    for path in _READING:
        if "{" in path:
            assert program.get(_at(path, "0" * 16)).status_code in (303, 400, 404, 422), path


def test_what_belongs_to_nothing_is_refused(bench: Bench) -> None:
    program, county = bench.program(Role.REVIEWER), f"/api/v1/submissions/{bench.county}"
    for subject, action in (
        ({"kind": "criterion", "key": "S9.9.9"}, "comment"),
        ({"kind": "finding", "key": "A01-ffffffff"}, "dismiss"),
        ({"kind": "figure", "key": "../report.docx#1:0-4"}, "correct"),
        ({"kind": "criterion", "key": _line(bench)}, "correct"),
    ):
        body = {"subject": subject, "action": action, "value": "1", "reason": "x"}
        assert program.post(f"{county}/decisions", json=body).status_code == 400, subject
    assert bench.written == 0


def test_nobody_takes_back_what_another_said(bench: Bench) -> None:
    address = f"/api/v1/submissions/{bench.county}/decisions"
    seq = bench.program(Role.LEAD).post(address, json=_decision(bench)).json()["entry"]["seq"]
    body = _decision(bench, action="withdraw", value=str(seq), reason="", last_seen=seq)
    answer = bench.program(Role.REVIEWER).post(address, json=body)
    assert answer.status_code == 400
    assert "本人" in answer.json()["error"]


# Requests from elsewhere


def test_writing_needs_the_token_of_the_session(bench: Bench) -> None:
    lead, other = bench.browser(Role.LEAD), bench.browser(Role.REVIEWER)
    address = f"/api/v1/submissions/{bench.county}/decisions"
    for headers in ({}, {"x-csrf-token": "x"}, {"x-csrf-token": bench.csrf(other)}, {"hx-request": "true"}):
        assert lead.post(address, json=_decision(bench), headers=headers).status_code == 403
    for path in _WRITING:
        for body in ({"json": {}}, {"data": {"csrf": "wrong", "reason": "x"}}, {"files": {"file": b"x"}}):
            answer = lead.post(_at(path, bench.county), **body)  # type: ignore[arg-type]
            assert answer.status_code in (403, 422), path
    assert bench.written == 0
    assert (
        lead.post(address, json=_decision(bench), headers={"x-csrf-token": bench.csrf(lead)}).status_code
        == 200
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"origin": "http://localhost.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_request_from_another_site_is_refused_even_with_the_right_token(
    bench: Bench, headers: dict[str, str]
) -> None:
    lead = bench.browser(Role.LEAD)
    headers = {**headers, "x-csrf-token": bench.csrf(lead)}
    address = f"/api/v1/submissions/{bench.county}/decisions"
    assert lead.post(address, json=_decision(bench), headers=headers).status_code == 400
    form = {"name": "lead", "password": PASSWORD}  # nor is anybody logged in as somebody else
    assert "set-cookie" not in bench.stranger().post("/login", data=form, headers=headers).headers
    assert bench.written == 0


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "", "localhost@evil.example", "[", "127.0.0.1.nip.io"]
)
def test_a_name_that_is_not_ours_is_refused(bench: Bench, host: str) -> None:
    answer = bench.stranger().get("/login", headers={"host": host})
    assert answer.status_code == 400
    assert "--name" in answer.text


@pytest.mark.parametrize("host", ["localhost:8686", "LOCALHOST", "127.0.0.1:80", "[::1]:8686", "192.168.1.5"])
def test_our_names_and_addresses_in_digits_are_ours(bench: Bench, host: str) -> None:
    assert bench.stranger().get("/login", headers={"host": host}).status_code == 200


def test_nobody_is_sent_elsewhere(bench: Bench) -> None:
    form = {"name": "lead", "password": PASSWORD, "next": "//evil.example"}
    answer = bench.stranger().post("/login?next=https://evil.example", data=form)
    assert answer.headers["location"] == "/"
    for path in ("//evil.example", "//evil.example/", "/\\evil.example/", "/login/", "/%2f%2fevil.example/"):
        answer = bench.browser(Role.LEAD).get(f"{HERE}{path}")
        assert re.match(r"^(/(?!/)|http://localhost/)", answer.headers.get("location", "/")), path


def test_no_other_site_reads_us_and_odd_methods_do_nothing(bench: Bench) -> None:
    program = bench.program(Role.LEAD)
    for method in ("OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "CONNECT", "BREW"):
        for path in ("/api/v1/batch", f"/api/v1/submissions/{bench.county}", "/login", "/static/"):
            answer = program.request(method, path, headers={"origin": HERE})
            assert answer.status_code in (404, 405), (method, path)
            assert not [name for name in answer.headers if name.startswith("access-control")]


# What is shown


def _guarded(headers: object) -> bool:
    known = dict(headers)  # type: ignore[call-overload]
    policy = known.get("content-security-policy", "")
    return (
        "default-src 'none'" in policy
        and "frame-ancestors 'none'" in policy
        and "unsafe" not in policy
        and known.get("x-frame-options") == "DENY"
        and known.get("x-content-type-options") == "nosniff"
        and known.get("referrer-policy") == "same-origin"
        and "cache-control" in known
    )


def test_every_answer_is_guarded(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    lead = bench.browser(Role.LEAD)
    answers = [lead.get(_at(path, bench.county)) for path in _READING]
    answers += [
        lead.get(path) for path in ("/none", "/static/none", "/login", "/api/v1/none", "/api/openapi.json")
    ]
    answers += [
        lead.get("/", headers={"host": "evil.example"}),
        lead.put("/login"),
        bench.stranger().post("/login", content=b"x" * 2_000_000),
        bench.stranger().post("/login", content=b"{", headers={"content-type": "application/json"}),
    ]
    monkeypatch.setattr("docscore.store.journal.Journal.newest", lambda *_, **__: 1 / 0)
    broken = lead.get("/api/v1/journal")
    assert broken.status_code == 500
    assert "ZeroDivision" not in broken.text
    assert "程序出错" in broken.json()["error"]
    for answer in [*answers, broken]:
        assert _guarded(answer.headers), answer.url


def test_a_stored_script_is_shown_as_the_words_it_is(bench: Bench) -> None:
    """In the county's name, in the report's words, and in what a reviewer wrote."""
    program = bench.program(Role.LEAD)
    address = f"/api/v1/submissions/{bench.county}/decisions"
    body = _decision(bench, reason=f"{SCRIPT}\" onmouseover=alert(1) '")
    assert program.post(address, json=body).status_code == 200
    lead, shown = bench.browser(Role.LEAD), 0
    for path in _READING:
        answer = lead.get(_at(path, bench.county), follow_redirects=True)
        kind = answer.headers.get("content-type", "")
        if kind.startswith("text/html"):
            assert SCRIPT not in answer.text, path
            assert '" onmouseover' not in answer.text, path
            assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=[\"']|javascript:", answer.text), path
            assert _guarded(answer.headers), path
            shown += "&lt;script&gt;" in answer.text
        else:
            assert not kind.startswith(("image/svg", "application/xhtml", "text/xml")), path
    assert shown >= 2


# Files


def test_no_address_leads_out_of_its_folder(bench: Bench) -> None:
    lead = bench.browser(Role.LEAD)
    secret = bench.desk.workspace.folder / "secret"
    for path in (
        "/static/../entry.py",
        "/static/..%2fentry.py",
        "/static/%2e%2e/%2e%2e/errors.py",
        "/static/..%5c..%5centry.py",
        f"/static/{secret}",
        f"/static/%2f{secret}",
        f"/s/{bench.county}/page/..%2f..%2fsecret/1",
        f"/s/{bench.county}/page/{str(secret).replace('/', '%2f')}/1",
        "/api/v1/rubric?version=../../secret",
        f"/api/v1/rubric?version={secret}",
    ):
        answer = lead.get(path)
        assert answer.status_code in (400, 403, 404, 422), path
        assert secret.read_bytes() not in answer.content
        assert "from __future__" not in answer.text


def _zip(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "自评报告：全县培训电商人才960人次。")
    return made.getvalue()


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "sent",
    [
        "../../evil.txt",
        "/etc/cron.d/evil.txt",
        "..\\..\\evil.txt",
        "C:\\evil.txt",
        "x" * 3000 + ".txt",
        "\u202etxt.exe.txt",
    ],
)
def test_a_file_is_kept_under_a_name_of_ours(bench: Bench, tmp_path: Path, sent: str) -> None:
    before = _files(tmp_path)
    form = {"name": "../../evil/../县"}
    text = "自评报告\n全县培训电商人才960人次。".encode()
    answer = bench.program(Role.LEAD).post("/api/v1/submissions", data=form, files={"file": (sent, text)})
    assert answer.status_code == 200, answer.text
    inside = bench.desk.workspace.folder
    fresh = {path for path in _files(tmp_path) - before if not path.name.startswith("docscore.db")}
    assert {path.relative_to(inside).parts[0] for path in fresh} == {"objects", "received"}
    assert [path.name for path in fresh if "received" in path.parts] == ["材料.txt"]


def test_a_zip_that_climbs_out_stays_inside(bench: Bench, tmp_path: Path) -> None:
    before = _files(tmp_path)
    outside = Path("/var/tmp/evil-docscore.txt")  # noqa: S108 - what an attacker names
    data = _zip("../../evil.txt", str(outside), "..\\evil.txt", "自评报告.txt", "C:/evil.txt")
    answer = bench.program(Role.LEAD).post(
        "/api/v1/submissions", data={"name": "县"}, files={"file": ("a.zip", data)}
    )
    assert answer.status_code in (200, 400), answer.text
    fresh = {path for path in _files(tmp_path) - before if not path.name.startswith("docscore.db")}
    assert {path.relative_to(bench.desk.workspace.folder).parts[0] for path in fresh} <= {
        "objects",
        "received",
    }
    assert not outside.exists()
    papers = bench.desk.registers.papers(answer.json()["id"]) if answer.status_code == 200 else ()
    assert all(".." not in Path(paper.path).parts and not Path(paper.path).is_absolute() for paper in papers)


@pytest.mark.parametrize("sent", ["evil.exe", "evil", "evil.docx.sh", ".htaccess", ""])
def test_what_is_not_read_is_not_kept(bench: Bench, sent: str) -> None:
    answer = bench.program(Role.LEAD).post(
        "/api/v1/submissions", data={"name": "县"}, files={"file": (sent, b"x")}
    )
    assert answer.status_code in (400, 422)
    assert not (bench.desk.workspace.folder / "received").exists()


def test_only_the_lead_takes_material_in(bench: Bench) -> None:
    answer = bench.program(Role.REVIEWER).post(
        "/api/v1/submissions", data={"name": "县"}, files={"file": ("a.txt", b"x")}
    )
    assert answer.status_code == 403


def _pieces(megabytes: int) -> Iterator[bytes]:
    piece = b"x" * 1024 * 1024
    for _ in range(megabytes):
        yield piece


def test_a_large_body_is_refused_whether_its_size_is_told_or_not(bench: Bench) -> None:
    header = {"content-type": "application/x-www-form-urlencoded"}
    for client, megabytes in ((bench.stranger(), 2), (bench.program(Role.LEAD), 65)):
        for path in ("/login", "/api/v1/submissions", f"/api/v1/submissions/{bench.county}/decisions"):
            told = client.post(path, content=b"", headers={**header, "content-length": str(megabytes << 20)})
            assert told.status_code == 413, path
            untold = client.post(path, content=_pieces(megabytes), headers=header)
            assert untold.status_code == 413, path
            assert _guarded(untold.headers)


# Words that mean something elsewhere


def test_sql_in_a_filter_is_a_name_that_nobody_has(bench: Bench) -> None:
    program = bench.program(Role.READER)
    for words in ("' OR 1=1 --", "%", "_", "\\", "'; DROP TABLE submission; --", '" OR ""="'):
        answer = program.get("/api/v1/submissions", params={"q": words, "reviewer": ""})
        assert answer.json()["total"] == (1 if words in f"{FORMULA}{SCRIPT}\"'县" else 0), words
        assert program.get("/api/v1/submissions", params={"reviewer": words}).json()["total"] == 0
    for sort in ("name; DROP TABLE submission", "-row_version", "password"):
        assert program.get("/api/v1/submissions", params={"sort": sort}).status_code == 422
    assert program.get("/api/v1/submissions").json()["total"] == 1


@pytest.mark.parametrize("words", ["a\0b", "\x1b[2J", "\ud800"])
def test_characters_that_no_database_keeps_are_refused(bench: Bench, words: str) -> None:
    import json

    address = f"/api/v1/submissions/{bench.county}/decisions"
    header = {"content-type": "application/json"}
    body = json.dumps(_decision(bench, reason=words)).encode()
    assert bench.program(Role.REVIEWER).post(address, content=body, headers=header).status_code in (400, 422)
    assert bench.program(Role.REVIEWER).get("/api/v1/submissions?q=%00").status_code == 400
    assert bench.written == 0
