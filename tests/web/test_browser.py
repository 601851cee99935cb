"""A day at the workbench in a real browser: by keyboard from the list to the signature, and what goes wrong on the way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.browsing import Site, Watch, context_of, served
from tests.web.browsing import browser as browser
from tests.web.conftest import lexicon

from docscore.desk import Desk, Order, decide, decide_by_policy, found_workspace
from docscore.ingest import read
from docscore.model import Action, Kind, Subject, Work
from docscore.packs.lexicon import packs_hash
from docscore.review import POLICIES
from docscore.store import open_workspace

_REPORT = Path(__file__).parents[2] / "corpus/yunling/report.pdf"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of two: one that was read, one that cannot be."""
    folder = tmp_path_factory.mktemp("browser")
    empty = folder / "霜塘县.docx"
    empty.write_bytes(b"")
    found_workspace(folder / "batch", "guangdong-2019", title="2021 年度考核", lexicon=lexicon()).close()
    desk = Desk(open_workspace(folder / "batch"), lexicon(), packs_hash())
    desk.take_in(_REPORT, "云岭县", reader=read)
    desk.take_in(empty, reader=read)
    desk.workspace.close()
    return folder / "batch"


@pytest.fixture
def site(template: Path, tmp_path: Path) -> Iterator[Site]:
    shutil.copytree(template, tmp_path / "batch")
    desk = Desk(open_workspace(tmp_path / "batch"), lexicon(), packs_hash())
    with served(desk) as found:
        yield found
    desk.workspace.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    found = Watch()
    yield found
    assert found.faults == []


@pytest.fixture
def page(browser: Browser, site: Site, watch: Watch) -> Iterator[Page]:
    context = context_of(browser, site)
    found = context.new_page()
    watch.over(found, site.url)
    yield found
    context.close()


def _county(site: Site) -> str:
    return str(next(row.id for row in site.desk.registers.listed() if not row.trouble))


def _open(site: Site) -> list[str]:
    sheet = site.desk.open(_county(site)).sheet
    return [key for key, line in sheet.lines.items() if line.decision is None]


def test_the_one_time_link_opens_the_batch_and_is_used_up(browser: Browser, site: Site, watch: Watch) -> None:
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    watch.over(page, site.url)
    link = f"/login?token={site.entry.token}"
    page.goto(link)
    expect(page.locator("h1")).to_have_text("2021 年度考核")
    assert "token" not in page.url
    context.clear_cookies()
    page.goto("/b/1")
    expect(page.locator("main")).to_contain_text("docscore review")
    context.close()


def test_a_sheet_from_the_list_to_the_signature_by_keyboard_alone(page: Page, site: Site) -> None:
    for policy in POLICIES:  # what is certain is settled for all units at once; the rest is read line by line
        decide_by_policy(site.desk, policy.id, "组长", [_county(site)])
    page.goto("/b/1")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#totals h1")).to_have_text("云岭县")
    first = _open(site)[0]
    expect(page.locator("tr[data-row]:focus")).to_have_attribute("data-line", first)
    # another figure than supported needs a reason: e, points, reason, Enter
    page.keyboard.press("e")
    focused = page.locator("[name=points]:focus")
    if focused.get_attribute("type") == "radio":
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Tab")
    else:
        focused.fill("1")
        page.keyboard.press("Tab")
    page.keyboard.type("方案没有责任分工表")
    page.keyboard.press("Enter")
    expect(page.locator(f"tbody[id='c-{first}'][data-decided]")).to_be_attached()
    waiting = _open(site)
    assert first not in waiting
    for key in waiting:
        expect(page.locator("tr[data-row]:focus")).to_have_attribute("data-line", key)
        page.keyboard.press("a")
        expect(page.locator(f"tbody[id='c-{key}'][data-decided]")).to_be_attached()
    assert _open(site) == []
    page.get_by_role("button", name="签发").click()
    expect(page.locator("#totals")).to_contain_text("已签发，只能看")
    opened = site.desk.open(_county(site))
    assert opened.sheet.work is Work.SIGNED
    assert opened.sheet.lines[first].decision is not None
    assert opened.sheet.lines[first].decision.reason == "方案没有责任分工表"
    assert page.locator(".decide").count() == 0
    page.get_by_text("退回", exact=True).first.click()
    page.get_by_label("理由").fill("县里补交材料")
    page.locator(".pop button").click()
    expect(page.locator("#totals")).to_contain_text("可签发")
    assert site.desk.open(_county(site)).decisions[-1].action is Action.REOPEN


def test_correcting_a_figure_moves_points_and_totals_at_once(page: Page, site: Site) -> None:
    county = _county(site)
    opened = site.desk.open(county)
    line = next(
        key
        for key, one in opened.sheet.lines.items()
        for value in one.line.outcome.trace.values
        for claim in value.all_claims()
        if claim.metric == "trainees"
    )
    before = opened.row.low
    page.goto(f"/s/{county}?c={line}")
    low = page.locator("#totals").inner_text()
    page.get_by_text("更正数据并重算").click()
    form = page.get_by_role("form", name="更正数据")
    keys = form.locator("option[value*='#']").evaluate_all("all => all.map(one => one.value)")
    for number, key in enumerate(keys, 1):
        form.locator("[name=figure]").select_option(key)
        form.locator("[name=value]").fill("12人次")
        form.locator("[name=reason]").fill("名册只有 12 行")
        form.get_by_role("button", name="更正并重算").click()
        expect(page.locator("#toast")).to_contain_text(f"已记 #{number}：更正数据 12人次")
        page.get_by_text("更正数据并重算").click()
    expect(page.locator("#totals")).not_to_have_text(low)
    row = site.desk.registers.get(county)
    assert before is not None
    assert row.low is not None
    assert row.low < before
    page.goto(f"/s/{county}/diff?of=correction")
    expect(page.locator("main table")).to_contain_text("12人次")


def test_a_doubt_is_dismissed_with_a_reason_and_stays_on_record(page: Page, site: Site) -> None:
    county = _county(site)
    count = len(site.desk.open(county).sheet.findings)
    page.goto(f"/s/{county}/f")
    page.keyboard.press("x")
    expect(page.locator("#reason")).to_be_focused()
    page.keyboard.type("样张日期是模板自带")
    page.get_by_role("button", name="不成立").click()
    expect(page.locator("main")).to_contain_text("已判不成立")
    sheet = site.desk.open(county).sheet
    assert sum(1 for one in sheet.findings.values() if one.decision is not None) == 1
    assert len(sheet.findings) == count
    page.keyboard.press("u")
    expect(page.locator("main .hist")).to_contain_text("撤回 #")
    assert all(one.decision is None for one in site.desk.open(county).sheet.findings.values())


def test_the_second_of_two_is_told_and_keeps_what_he_typed(page: Page, site: Site, watch: Watch) -> None:
    county = _county(site)
    line = next(key for key, one in site.desk.open(county).sheet.lines.items() if one.line.max >= 2)
    page.goto(f"/s/{county}?c={line}")
    order = Order(Subject(Kind.CRITERION, line), Action.SET, "1", "清单缺项")
    decide(site.desk, county, order, "沈岚")
    page.locator("form#set [name=reason]").fill("清单已补")
    points = page.locator("form#set [name=points]")
    if points.first.get_attribute("type") == "radio":
        points.last.check()
    else:
        points.fill("2")
    page.get_by_role("button", name="改分").click()
    alert = page.locator(".decide [role=alert]")
    expect(alert).to_contain_text("沈岚")
    expect(alert).to_contain_text("没有覆盖")
    expect(page.locator("form#set [name=reason]")).to_have_value("清单已补")
    assert str(site.desk.open(county).sheet.lines[line].points) == "1"
    assert all("409" in fault for fault in watch.faults)
    watch.faults.clear()


def test_points_without_a_reason_are_refused_beside_the_field(page: Page, site: Site, watch: Watch) -> None:
    county = _county(site)
    line = _open(site)[0]
    page.goto(f"/s/{county}?c={line}")
    page.locator("form#set [name=points]").first.evaluate(
        "one => one.type === 'radio' ? one.click() : one.value = '1'"
    )
    page.get_by_role("button", name="改分").click()
    expect(page.locator(".decide [role=alert]")).to_contain_text("改分要写理由")
    expect(page.locator("form#set [name=reason]")).to_be_focused()
    assert site.desk.journal.head[0] == 0
    assert all("400" in fault for fault in watch.faults)
    watch.faults.clear()


def test_keys_are_silent_in_fields_and_can_be_switched_off(page: Page, site: Site) -> None:
    page.goto(f"/s/{_county(site)}")
    page.locator("form#set [name=reason]").fill("")
    page.locator("form#set [name=reason]").press("a")
    page.keyboard.press("Escape")
    assert site.desk.journal.head[0] == 0
    page.goto("/b/1?keys=alt")
    page.goto(f"/s/{_county(site)}")
    page.keyboard.press("a")
    assert site.desk.journal.head[0] == 0
    page.keyboard.press("Alt+a")
    expect(page.locator("#toast")).to_contain_text("认可")


def test_places_and_page_go_both_ways(page: Page, site: Site) -> None:
    county = _county(site)
    opened = site.desk.open(county)
    line = next(
        key
        for key, one in opened.sheet.lines.items()
        if len({c.figure.place.page for v in one.line.outcome.trace.values for c in v.all_claims()}) > 1
    )
    page.goto(f"/s/{county}?c={line}")
    places = page.locator("#page .stops [data-place]")
    expect(places.first).to_have_attribute("aria-current", "true")
    page.keyboard.press("]")
    expect(places.nth(1)).to_have_attribute("aria-current", "true")
    page.keyboard.press("o")
    assert page.evaluate("document.activeElement.closest('#page') !== null")
    page.keyboard.press("o")
    expect(page.locator("tr[data-row]:focus")).to_have_attribute("data-line", line)


def test_an_ended_session_loses_nothing_that_was_typed(page: Page, site: Site, watch: Watch) -> None:
    page.goto(f"/s/{_county(site)}")
    page.locator("form#set [name=reason]").fill("口径按细则")
    page.context.clear_cookies()
    page.get_by_role("button", name="备注").click()
    expect(page.locator("#alarm")).to_contain_text("没有保存")
    expect(page.locator("form#set [name=reason]")).to_have_value("口径按细则")
    watch.faults.clear()


def test_without_scripts_a_line_is_decided_by_its_form(browser: Browser, site: Site) -> None:
    county = _county(site)
    line = _open(site)[0]
    context = context_of(browser, site, scripts=False)
    page = context.new_page()
    page.goto("/b/1")
    page.get_by_role("link", name="云岭县").first.click()
    page.get_by_role("button", name="认可").click()
    opened = site.desk.open(county)
    assert opened.sheet.lines[line].decision is not None
    expect(page.locator("tbody.open")).to_have_attribute("id", f"c-{_open(site)[0]}")
    page.locator("tbody.line:not(.open) a").nth(3).click()
    expect(page.locator("tbody.open .decide")).to_be_visible()
    context.close()


def test_every_form_can_be_taken_out(page: Page) -> None:
    page.goto("/export")
    assert page.locator("main a[download]").count() >= 5
    with page.expect_download() as taken:
        page.get_by_role("link", name="导出排名表").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    assert Path(taken.value.path()).read_bytes()[:2] == b"PK"


def test_a_policy_decides_alike_and_says_how_many(page: Page, site: Site) -> None:
    page.goto("/b/1")
    page.get_by_role("button", name="无佐证计 0 分").click()
    expect(page.locator(".banner")).to_contain_text("项已定")
    entries = site.desk.open(_county(site)).decisions
    assert {entry.policy for entry in entries} == {"no-evidence-zero"}
    page.goto("/journal")
    expect(page.locator("main")).to_contain_text("记录完整")
    assert page.locator("tbody tr").count() == len(entries)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/b/1?q=没有这个县", "没有符合条件的材料"),
        ("/nowhere", "没有这一页"),
        ("/s/0000000000000000", "没有编号为"),
        ("/rubric/0000", "没有校验码"),
    ],
)
def test_what_is_not_there_is_said_in_words(page: Page, watch: Watch, path: str, words: str) -> None:
    page.goto(path)
    expect(page.locator("main")).to_contain_text(words)
    watch.faults.clear()


def test_what_could_not_be_read_says_so_and_what_to_do(page: Page, site: Site) -> None:
    lost = next(row.id for row in site.desk.registers.listed() if row.trouble)
    page.goto(f"/s/{lost}")
    expect(page.locator("main")).to_contain_text("0 字节")
    expect(page.locator("main")).to_contain_text("不计 0 分")


def test_a_new_workspace_says_how_to_begin(browser: Browser, tmp_path: Path) -> None:
    found_workspace(tmp_path / "new", "guangdong-2019", lexicon=lexicon()).close()
    desk = Desk(open_workspace(tmp_path / "new"), lexicon(), packs_hash())
    with served(desk) as site:
        context = context_of(browser, site)
        page = context.new_page()
        page.goto("/b/1")
        expect(page.locator("main")).to_contain_text("还没有材料")
        page.goto("/journal")
        expect(page.locator("main")).to_contain_text("还没有记录")
        context.close()
    desk.workspace.close()
