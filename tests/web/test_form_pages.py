"""The workbench with a batch of forms: list, sheet, decisions, rules, exports, API."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from tests.forms import faults, grids
from tests.forms.county import grid
from tests.forms.unit import folder
from tests.web.conftest import lexicon

from docscore.desk import Desk, found_workspace
from docscore.desk.exporting import EXPORTS, File, export_files
from docscore.ingest import read
from docscore.packs.lexicon import packs_hash
from docscore.store import open_workspace
from docscore.web import create_app
from docscore.web.entry import Entry


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home = tmp_path_factory.mktemp("forms")
    found_workspace(home / "ws", "form", title="二〇二四年自评表", lexicon=lexicon()).close()
    workspace = open_workspace(home / "ws")
    desk = Desk(workspace, lexicon(), packs_hash())
    desk.take_in(folder(home / "交通局"), reader=read)
    _, _, paper, _ = faults.faulty("form-national", 1)[0]
    desk.take_in(grids.docx(grid(paper), home / "faulty.docx"), "乙局", read)
    (home / "empty.docx").write_bytes(b"")
    desk.take_in(home / "empty.docx", "空", read)
    yield desk
    workspace.close()


@pytest.fixture
def client(desk: Desk) -> TestClient:
    entry = Entry.alone_in(desk.workspace.folder)
    client = TestClient(create_app(desk, entry), base_url="http://localhost", follow_redirects=False)
    client.cookies.set(entry.cookie, entry.cookie_for(entry.alone))
    return client


def _ids(desk: Desk) -> list[str]:
    return [row.id for row in desk.registers.listed(sort="name") if not row.trouble]


def test_the_list_and_every_page_of_every_form(desk: Desk, client: TestClient) -> None:
    whole = client.get("/b/1").text
    assert whole.count("<tr data-row") == 5
    assert "某县交通运输局机关：桥梁加固" in whole
    assert "文件是空的" in whole
    for one in _ids(desk):
        for page in ("", "?c=execution", "?c=r8", "/paper", "/diff"):
            assert client.get(f"/s/{one}{page}").status_code == 200, page
        for finding in desk.open(one).sheet.findings:
            assert client.get(f"/s/{one}/f/{finding}").status_code == 200


def test_a_row_is_decided_beside_its_paper(desk: Desk, client: TestClient) -> None:
    (one,) = (row.id for row in desk.registers.listed() if "桥梁加固" in row.name)
    shown = client.get(f"/s/{one}?c=r1").text
    assert "项目自评表.docx" in shown
    assert "预算执行率：" in shown
    assert "算法：广西、湖北" in shown
    assert "更正数据并重算" not in shown  # what a form says is not corrected: other points are given
    csrf = client.get("/api/v1/me").json()["csrf"]
    sent = {"csrf": csrf, "action": "set", "points": "2", "reason": "以盖章佐证为准", "seen": "0"}
    assert client.post(f"/s/{one}/c/r1/decision", data=sent).status_code == 303
    told = client.get(f"/api/v1/submissions/{one}").json()
    assert {line["criterion"]: line["points"] for line in told["review"]["lines"]}["r1"] == 2
    others = [client.get(f"/api/v1/submissions/{key}").json()["decided"] for key in _ids(desk) if key != one]
    assert others == [0, 0, 0]


def test_the_rules_are_what_the_variants_say(desk: Desk, client: TestClient) -> None:
    shown = client.get(f"/rubric/{desk.workspace.about.rubric}").text
    assert "5 种算法" in shown
    assert "执行率低于 50% 最多 59 分" in shown
    assert "超过目标后逐步减，到目标的两倍为 0 分" in shown
    told = client.get("/api/v1/rubric").json()
    assert told["id"] == "form"
    assert "目标÷完成×分值" in told["text"]
    assert told["yaml"].count("kind: form") == 5


@pytest.mark.parametrize("export", [one.id for one in EXPORTS if one.id != "marked"])
def test_every_paper_can_be_made(export: str, desk: Desk, client: TestClient) -> None:
    files = export_files(desk, export, _ids(desk), "甲")
    told = "".join(map(_words, files))
    missed = [row.name for row in desk.registers.listed() if not row.trouble and row.name not in told]
    assert not missed
    assert client.get("/export").status_code == 200


def _words(file: File) -> str:
    """All text of a file."""
    if not file.name.endswith((".xlsx", ".docx")):
        return file.content.decode()
    book = zipfile.ZipFile(io.BytesIO(file.content))
    return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


def test_what_has_no_pages_stops_no_other_export(desk: Desk) -> None:
    (sheet,) = (row.id for row in desk.registers.listed() if "客运补贴" in row.name)
    word = next(row.id for row in desk.registers.listed() if "桥梁加固" in row.name)
    (marked,) = export_files(desk, "marked", [word, sheet], "甲")
    assert marked.content.startswith(b"%PDF")
    assert "客运补贴：这种文件没有页面图" in "".join(marked.notes)
