"""The page beside the sheet: marks stand on the words they name, and nobody sees a page of another submission."""

from __future__ import annotations

import html
import io
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pdfplumber
import pypdfium2
import pytest
from PIL import Image
from starlette.testclient import TestClient

from docscore.desk import (
    Desk,
    Focus,
    Opened,
    document_name,
    found_workspace,
    page_beside,
    page_view,
    papers_of,
)
from docscore.desk.pages import Pages
from docscore.errors import InputError
from docscore.ingest import read, soffice
from docscore.marks import chain_of, drawn_marks, marks_of
from docscore.model import DrawnMark, MarkKind, Paper, Part
from docscore.packs.lexicon import packs_hash
from docscore.store import open_workspace
from docscore.web import create_app
from docscore.web.entry import Entry

from .conftest import HERE, SCRIPT, lexicon

_CORPUS = Path(__file__).parents[2] / "corpus/yunling"
_ROSTER = (("姓名", "身份证号", "联系电话"), ("张小明", "440281198001011238", "13812345621"))
_DARK = 128
needs_office = pytest.mark.skipif(soffice() is None and os.environ.get("CI") != "true", reason="LibreOffice")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("pages") / "batch"
    found_workspace(folder, "guangdong-2019", lexicon=lexicon()).close()
    workspace = open_workspace(folder)
    yield Desk(workspace, lexicon(), packs_hash())
    workspace.close()


@pytest.fixture(scope="module")
def report(desk: Desk) -> Opened:
    return desk.open(desk.take_in(_CORPUS / "report.pdf", "云岭县", reader=read).id)


@pytest.fixture(scope="module")
def word(desk: Desk) -> Opened:
    return desk.open(desk.take_in(_CORPUS / "report.docx", "云岭县（Word）", reader=read).id)


@pytest.fixture(scope="module")
def folder(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """A report with evidence of every kind that has no pages of its own, and what cannot be read."""
    place = tmp_path_factory.mktemp("papers") / "溪北县"
    place.mkdir()
    shutil.copy(_CORPUS / "report.docx", place / "自评报告.docx")
    book = openpyxl.Workbook()
    for row in _ROSTER:
        book.active.append(row)
    for number in range(900):
        book.active.append((f"李{number}", "", f"第{number}期"))
    book.active.append((f"合计4586人 {SCRIPT}",))
    book.active.merge_cells("A903:C903")
    book.save(place / "培训名册.xlsx")
    (place / "说明.txt").write_text(f"全县建成站点137个。{SCRIPT}", encoding="utf-8")
    Image.new("RGB", (1240, 1754), "white").save(place / "证书.png")
    (place / "坏.pdf").write_bytes(b"%PDF-1.7\nnothing")
    return desk.open(desk.take_in(place, "溪北县", reader=read).id)


@pytest.fixture
def client(desk: Desk) -> TestClient:
    entry = Entry(b"k" * 32, token="once")  # noqa: S106 - of nobody
    client = TestClient(create_app(desk, entry, ("localhost",)), base_url=HERE, follow_redirects=False)
    assert client.get("/login?token=once").status_code == 303
    return client


def named(opened: Opened, ending: str) -> Paper:
    return next(paper for paper in papers_of(opened) if paper.path.endswith(ending))


def address(opened: Opened, paper: Paper, page: object, more: str = "") -> str:
    return f"/s/{opened.row.id}/page/{document_name(paper)}/{page}{more}"


def all_marks(desk: Desk, opened: Opened) -> list[DrawnMark]:
    """Every mark of the report's own lines, each line opened once."""
    look = desk.pages.look(papers_of(opened)[0])
    found: dict[tuple[object, ...], DrawnMark] = {}
    for criterion in opened.sheet.lines:
        marks = marks_of(opened.assessment, opened.sheet, "", criterion)
        for drawn in drawn_marks(look.document, (mark for mark in marks if mark.open)):
            found.setdefault(
                (drawn.mark.place.block, drawn.mark.place.start, drawn.mark.place.end, drawn.page), drawn
            )
    return list(found.values())


def plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def words_in(page: pdfplumber.page.Page, drawn: DrawnMark) -> str:
    """What another parser reads of the letters whose middle lies in the boxes."""
    found = []
    for x0, top, x1, bottom in drawn.boxes:
        found += [
            letter["text"]
            for letter in page.chars
            if x0 <= (letter["x0"] + letter["x1"]) / 2 <= x1
            and top <= (letter["top"] + letter["bottom"]) / 2 <= bottom
        ]
    return plain("".join(found))


def check_marks(desk: Desk, opened: Opened, pdf: Path, most_whole: int) -> int:
    """Every mark of a report has the words it names in its boxes, by another parser, and ink under it; how many there are."""
    paper, marks = papers_of(opened)[0], all_marks(desk, opened)
    document = desk.pages.look(paper).document
    assert sum(1 for drawn in marks if drawn.whole) <= most_whole
    with pdfplumber.open(pdf) as printed:
        parts: dict[tuple[object, ...], str] = {}
        for drawn in marks:
            if drawn.whole:
                continue
            place = drawn.mark.place
            key = place.block, place.start, place.end
            parts[key] = parts.get(key, "") + words_in(printed.pages[drawn.page - 1], drawn)
        for (block, start, end), seen in parts.items():
            assert sorted(seen) == sorted(plain(document.blocks[block].text[start:end]))
    for drawn in marks[::5]:
        data = desk.pages.picture(paper, drawn.page)
        assert data is not None
        picture = Image.open(io.BytesIO(data)).convert("L")
        scale = picture.width / document.sizes[drawn.page - 1][0]
        x0, top, x1, bottom = (edge * scale for edge in drawn.boxes[0])
        crop = picture.crop((int(x0), int(top), int(x1) + 1, int(bottom) + 1))
        assert sum(1 for shade in crop.tobytes() if shade < _DARK) > 0.01 * crop.width * crop.height
    return len(marks)


def test_every_mark_of_a_pdf_stands_on_its_words(desk: Desk, report: Opened) -> None:
    assert check_marks(desk, report, _CORPUS / "report.pdf", most_whole=0) > 60


def test_every_mark_of_a_real_paper_stands_on_its_words(desk: Desk, shared: Path) -> None:
    path = shared / "real/lechang.pdf"
    opened = desk.open(desk.take_in(path, "真实", reader=read).id)
    assert check_marks(desk, opened, path, most_whole=0) > 60


@needs_office
def test_every_mark_of_a_word_document_stands_on_its_words_once_it_is_printed(
    desk: Desk, word: Opened
) -> None:
    paper = papers_of(word)[0]
    first = desk.pages.look(paper)
    assert first.portions  # text at once, and nobody waited
    wait_for(lambda: not desk.pages.look(paper).waiting)
    printed = desk.workspace.objects.path("pages", f"{paper.sha256}.pdf")
    assert check_marks(desk, word, printed, most_whole=1) > 60
    before = printed.stat().st_mtime_ns
    again = Pages(desk.workspace.objects, desk.readings, desk.lexicon)
    assert not again.look(paper).portions
    assert printed.stat().st_mtime_ns == before  # converted once


def wait_for(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 120
    while not done():
        assert time.monotonic() < until
        time.sleep(0.2)


def test_without_libreoffice_a_word_document_is_text_with_the_same_marks(
    desk: Desk, word: Opened, client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    line = next(one for one in word.sheet.lines.values() if len(chain_of(one.line)) > 2)
    bare = Desk(desk.workspace, desk.lexicon, desk.packs)
    bare.__dict__["pages"] = Pages(type(desk.workspace.objects)(tmp_path), desk.readings, desk.lexicon)
    seen: dict[int, str] = {}
    first = page_beside(bare, word, Focus(line.line.id))
    assert first is not None
    assert not first.waiting
    for stop in first.stops:
        view = page_view(bare, word, stop.paper, stop.number, Focus(line.line.id))
        assert view is not None
        assert view.size is None
        for block in view.blocks:
            for run in (*block.runs, *(run for row in block.rows for piece in row for run in piece.runs)):
                if run.mark and run.mark.number:
                    seen[run.mark.number] = seen.get(run.mark.number, "") + run.text
    document = papers_of(word)[0].document
    assert document is not None
    for number, source in enumerate(chain_of(line.line), 1):
        place = source.figure.place if hasattr(source, "figure") else source.place
        shown = seen[number]
        assert shown in document.blocks[place.block].text[place.start : place.end]


def test_a_page_with_its_marks(client: TestClient, desk: Desk, report: Opened) -> None:
    line = next(one for one in report.sheet.lines.values() if chain_of(one.line))
    answer = client.get(f"/s/{report.row.id}/page?c={line.line.id}", headers={"hx-request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'viewBox="0 0 595.30 841.89"' in answer.text
    assert f'data-fig="1" data-line="{line.line.id}"' in answer.text
    assert "style=" not in answer.text  # the content security policy forbids it
    whole = client.get(f"/s/{report.row.id}/page?c={line.line.id}")
    assert whole.text.startswith("<!doctype html>")
    picture = re.search(r'<image href="([^"]+)"', whole.text)
    assert picture
    image = client.get(picture[1])
    assert image.headers["content-type"] == "image/jpeg"
    assert image.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert Image.open(io.BytesIO(image.content)).size == (1241, 1754)


def test_a_doubt_numbers_its_figures_and_places(desk: Desk, report: Opened) -> None:
    finding = next(one.finding for one in report.sheet.findings.values() if len(one.finding.figures) > 1)
    view = page_beside(desk, report, Focus(finding=finding.fingerprint))
    assert view is not None
    numbers = {
        mark.number
        for mark in marks_of(report.assessment, report.sheet, "", "", finding.fingerprint)
        if mark.open
    }
    assert numbers >= set(range(1, len(finding.figures) + 1)) - {None}
    assert view.stops[0].figure == 1


def test_what_denies_is_marked_so(report: Opened) -> None:
    kinds = {
        mark.kind
        for criterion in report.sheet.lines
        for mark in marks_of(report.assessment, report.sheet, "", criterion)
        if mark.open
    }
    assert kinds >= {MarkKind.ACTUAL, MarkKind.DENIED, MarkKind.SELF_SCORE}


def test_tables_lists_and_texts_are_shown_masked_and_escaped(client: TestClient, folder: Opened) -> None:
    roster = named(folder, "名册.xlsx")
    shown = client.get(address(folder, roster, 1)).text
    assert "440281198001011238" not in shown
    assert "44***************8" in shown
    assert "张**" in shown
    assert len(shown) < 60_000
    count = re.search(r">1/(\d+)<", shown)
    assert count
    last = client.get(address(folder, roster, count[1])).text
    assert re.search(r"<th>(<a [^>]*><mark[^>]*>)?姓名", last)  # a table that goes on repeats its head
    assert "<tr><td>李899</td><td></td><td>第899期</td></tr>" in last.replace(
        "***9期", "第899期"
    )  # and keeps its columns
    assert 'colspan="3"' in last
    assert SCRIPT not in last
    assert html.escape(SCRIPT) in last
    text = client.get(address(folder, named(folder, ".txt"), 1)).text
    assert "137个" in text
    assert SCRIPT not in text


def test_a_picture_is_shown_as_a_page(client: TestClient, folder: Opened) -> None:
    certificate = named(folder, ".png")
    assert "<image " in client.get(address(folder, certificate, 1)).text
    assert client.get(address(folder, certificate, "1.jpg")).headers["content-type"] == "image/jpeg"


def test_a_page_of_another_submission_is_not_found(
    client: TestClient, report: Opened, folder: Opened
) -> None:
    own, other = papers_of(report)[0], named(folder, "名册.xlsx")
    for paper, opened in ((own, folder), (other, report)):
        assert client.get(address(opened, paper, 1)).status_code == 404
        assert client.get(address(opened, paper, "1.jpg")).status_code == 404
    assert client.get(address(report, own, "1.jpg")).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "../../../workspace.json", "..%2f..%2fworkspace.json", "%2e%2e/secret", "0000000000000000/1", "DIGEST/0.jpg",
        "DIGEST/-1", "DIGEST/9999", "DIGEST/9999.jpg", "DIGEST/１", "DIGEST/1e1", "DIGEST/1.jpg.jpg", "DIGEST/1.png",
        "DIGEST/99999999999999999999", "DIGEST*/1", "/1",
    ],
)  # fmt: skip
def test_addresses_that_lead_nowhere(client: TestClient, report: Opened, path: str) -> None:
    name = document_name(papers_of(report)[0])
    assert client.get(f"/s/{report.row.id}/page/{path.replace('DIGEST', name)}").status_code == 404


def test_nobody_sees_a_page_without_logging_in(desk: Desk, report: Opened) -> None:
    stranger = TestClient(
        create_app(desk, Entry(b"k" * 32), ("localhost",)), base_url=HERE, follow_redirects=False
    )
    paper = papers_of(report)[0]
    assert stranger.get(address(report, paper, "1.jpg")).status_code == 303
    assert stranger.get(address(report, paper, 1)).status_code == 303


def test_a_paper_that_was_not_read_has_no_page_and_the_others_have(
    client: TestClient, folder: Opened
) -> None:
    broken = named(folder, "坏.pdf")
    assert broken.part is Part.UNREAD
    page = client.get(f"/s/{folder.row.id}/page")
    assert page.status_code == 200
    assert "坏.pdf" not in page.text


def test_a_pdf_that_cannot_be_drawn_says_so_and_shows_its_text(
    desk: Desk, report: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(path: Path, first: int, last: int) -> dict[int, bytes]:
        raise InputError(path, "读取超时，已中止", "请索取原件。")

    monkeypatch.setattr("docscore.desk.pages.draw_guarded", refuse)
    bare = Desk(desk.workspace, desk.lexicon, desk.packs)
    bare.__dict__["pages"] = Pages(type(desk.workspace.objects)(tmp_path), desk.readings, desk.lexicon)
    client = TestClient(create_app(bare, Entry(b"k" * 32, token="once"), ("localhost",)), base_url=HERE)  # noqa: S106
    client.get("/login?token=once", follow_redirects=False)
    paper = papers_of(report)[0]
    assert "画不出来" in client.get(address(report, paper, "1.jpg")).text
    shown = client.get(address(report, paper, 1)).text
    assert "页面图没有画出来：读取超时，已中止。请索取原件。" in shown
    assert '<article class="paper"' in shown


def test_a_page_is_drawn_once_for_all_who_ask(
    desk: Desk, report: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    import docscore.desk.pages as module

    drawn: list[int] = []
    genuine = module.draw_guarded

    def counted(path: Path, first: int, last: int) -> dict[int, bytes]:
        drawn.append(first)
        return genuine(path, first, last)

    monkeypatch.setattr(module, "draw_guarded", counted)
    objects = type(desk.workspace.objects)(tmp_path)
    paper = papers_of(report)[0]
    key = f"{paper.sha256}.pdf"
    objects.put("originals", key, desk.workspace.objects.get("originals", key) or b"")
    pages = Pages(objects, desk.readings, desk.lexicon)
    with ThreadPoolExecutor(8) as pool:
        pictures = list(pool.map(lambda _: pages.picture(paper, 1), range(8)))
    assert drawn == [1]
    assert len(set(pictures)) == 1
    assert pages.picture(paper, 2)  # the neighbours came with it
    assert drawn == [1]


def test_a_paper_of_two_hundred_pages_opens_at_once(desk: Desk, tmp_path: Path, client: TestClient) -> None:
    source = pypdfium2.PdfDocument(str(_CORPUS / "report.pdf"))
    long = pypdfium2.PdfDocument.new()
    for _ in range(25):
        long.import_pages(source)
    long.save(str(tmp_path / "长.pdf"))
    opened = desk.open(desk.take_in(tmp_path / "长.pdf", "长", reader=read).id)
    before = time.monotonic()
    answer = client.get(f"/s/{opened.row.id}/page")
    assert answer.status_code == 200
    assert time.monotonic() - before < 2  # drawing them all takes longer
    assert "1/200" in answer.text
    assert client.get(address(opened, papers_of(opened)[0], "200.jpg")).status_code == 200
