"""Every page within everybody's reach: named, contrasted, by keyboard alone, zoomed, printed, light and dark."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.web.browsing import Site, Watch, context_of, served
from tests.web.browsing import browser as browser
from tests.web.conftest import lexicon

from docscore.desk import Desk, Order, decide, found_workspace
from docscore.ingest import read
from docscore.model import Action, Kind, Subject
from docscore.packs.lexicon import packs_hash
from docscore.store import open_workspace

_REPORT = Path(__file__).parents[2] / "corpus/yunling/report.pdf"
#: Text and what it stands on; WCAG 2.1 AA asks for 4.5, for large or bold text 3.
_CONTRAST = """() => {
  const lum = c => { const [r, g, b] = c.map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const rgb = s => (s.match(/[\\d.]+/g) || []).map(Number);
  const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length && (c.length < 4 || c[3] > .99)) return c.slice(0, 3); } return [255, 255, 255]; };
  const weak = [];
  for (const e of document.querySelectorAll('body *')) {
    if (!e.offsetParent || e.closest('.vh, svg, [aria-hidden=true], [disabled]')) continue;
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    const style = getComputedStyle(e), size = parseFloat(style.fontSize), bold = +style.fontWeight >= 600;
    const a = lum(rgb(style.color).slice(0, 3)), b = lum(ground(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < (size >= 24 || size >= 18.66 && bold ? 3 : 4.5))
      weak.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)} ${e.textContent.trim().slice(0, 20)}`);
  }
  return weak;
}"""
#: What can be used without a name, and names or targets that are given twice.
_NAMELESS = """() => {
  const bad = [], seen = {};
  const shown = e => e.offsetParent !== null || e.getClientRects().length;
  for (const e of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
    if (!(e.labels && e.labels.length) && !e.getAttribute('aria-label')) bad.push('field ' + e.outerHTML.slice(0, 80)); }
  for (const e of document.querySelectorAll('a, button, summary')) {
    if (shown(e) && !(e.getAttribute('aria-label') || e.textContent.trim() || e.getAttribute('title'))) bad.push('control ' + e.outerHTML.slice(0, 80)); }
  for (const e of document.querySelectorAll('[role=img], img')) {
    if (!e.getAttribute('aria-label') && !e.getAttribute('alt')) bad.push('picture ' + e.outerHTML.slice(0, 80)); }
  for (const e of document.querySelectorAll('[id]')) { if (seen[e.id]) bad.push('id twice ' + e.id); seen[e.id] = 1; }
  for (const e of document.querySelectorAll('table')) { if (!e.closest('article') && !e.querySelector('caption')) bad.push('table without caption'); }
  for (const e of document.querySelectorAll('th')) { if (!e.closest('article') && !e.getAttribute('scope')) bad.push('th without scope ' + e.textContent); }
  if (document.querySelectorAll('h1').length !== 1) bad.push('h1 ' + document.querySelectorAll('h1').length);
  if (document.querySelectorAll('main').length !== 1) bad.push('main');
  if (document.documentElement.lang !== 'zh-CN') bad.push('lang');
  if (!document.title) bad.push('title');
  if (document.querySelector('[style], style, script:not([src])')) bad.push('inline ' + document.querySelector('[style], style, script:not([src])').outerHTML.slice(0, 80));
  return bad;
}"""
#: Controls smaller than 24 px either way, but for links within sentences.
_SMALL = """() => [...document.querySelectorAll('button, input:not([type=hidden]):not([type=radio]), select, summary, .btn, .chip')]
  .filter(e => e.offsetParent && (e.getBoundingClientRect().height < 24 || e.getBoundingClientRect().width < 24))
  .map(e => e.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A batch with decisions, a correction, a dismissed doubt and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("reach")
    empty = folder / "霜塘县.docx"
    empty.write_bytes(b"")
    found_workspace(folder / "batch", "guangdong-2019", title="2021 年度考核", lexicon=lexicon()).close()
    desk = Desk(open_workspace(folder / "batch"), lexicon(), packs_hash())
    shutil.copy(_REPORT, folder / "云岭县.pdf")
    row = desk.take_in(folder / "云岭县.pdf", reader=read)
    desk.take_in(empty, reader=read)
    opened = desk.open(row.id)
    for key in list(opened.sheet.lines)[:3]:
        decide(desk, row.id, Order(Subject(Kind.CRITERION, key), Action.SET, "0", "没有佐证"), "沈岚")
    doubt = next(iter(opened.sheet.findings))
    decide(desk, row.id, Order(Subject(Kind.FINDING, doubt), Action.DISMISS, "", "已核对原件"), "沈岚")
    with served(desk) as found:
        yield found
    desk.workspace.close()


def _paths(site: Site) -> dict[str, str]:
    county = next(row.id for row in site.desk.registers.listed() if not row.trouble)
    lost = next(row.id for row in site.desk.registers.listed() if row.trouble)
    decided = next(iter(site.desk.open(county).sheet.lines))
    return {
        "batch": "/b/1",
        "sheet": f"/s/{county}",
        "decided line": f"/s/{county}?c={decided}",
        "finding": f"/s/{county}/f",
        "diff": f"/s/{county}/diff?of=correction",
        "unread": f"/s/{lost}",
        "rubric": f"/rubric/{site.desk.workspace.about.rubric}",
        "journal": "/journal",
        "export": "/export",
        "missing": "/nowhere",
    }


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_is_named_contrasted_and_without_anything_inline(
    browser: Browser, site: Site, *, dark: bool
) -> None:
    watch = Watch()
    context = context_of(browser, site, dark=dark)
    page = context.new_page()
    watch.over(page, site.url)
    found: dict[str, Any] = {}
    for name, path in _paths(site).items():
        page.goto(path)
        bad = [*page.evaluate(_CONTRAST), *page.evaluate(_NAMELESS), *page.evaluate(_SMALL)]
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found |= {name: bad + (["wider than the window"] if wide else [])} if bad or wide else {}
    context.close()
    assert found == {}
    assert [fault for fault in watch.faults if "404" not in fault] == []


def test_the_keyboard_goes_through_every_page_and_is_seen(browser: Browser, site: Site) -> None:
    context = context_of(browser, site)
    page = context.new_page()
    for path in _paths(site).values():
        page.goto(path)
        page.evaluate("document.activeElement.blur()")
        assert len(_tabbed(page)) > 5, path
    context.close()


def _tabbed(page: Page) -> list[str]:
    """What the tab key reaches until it comes round; each must show that it has the focus, and none may hold it."""
    reached: list[str] = []
    for _ in range(90):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => { const e = document.activeElement; if (!e || e === document.body) return null;
            const all = [...document.querySelectorAll('*')], s = getComputedStyle(e);
            const box = e.closest('.find') ? getComputedStyle(e.closest('.find')) : s;
            const seen = s.outlineStyle !== 'none' || box.borderColor === 'rgb(27, 29, 32)' || e.type === 'radio' || e.closest('svg');
            return [all.indexOf(e) + ' ' + e.tagName, !!seen, e.outerHTML.slice(0, 120)]; }"""
        )
        if here is None or here[0] in reached[:-1]:
            assert here is None or here[0] == reached[0], f"the focus is held at {here[2]}"
            break
        assert here[1], f"no focus to be seen on {here[2]}"
        if here[0] not in reached:  # a date has three parts
            reached.append(here[0])
    return reached


def test_a_sheet_prints_whole_without_the_tool(browser: Browser, site: Site) -> None:
    context = context_of(browser, site, dark=True)
    page = context.new_page()
    page.goto(_paths(site)["sheet"])
    page.emulate_media(media="print")
    for gone in (".top", ".keys", "#page", ".decide"):
        assert page.locator(gone).evaluate_all("all => all.every(e => e.offsetParent === null)")
    assert page.get_by_text("评审员签名").is_visible()
    assert page.get_by_text("暂评分，签发前不是结论。记录链尾").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    printed = page.pdf(prefer_css_page_size=True)
    boxes = {
        tuple(map(round, map(float, box)))
        for box in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    }
    assert boxes == {(842, 595)}
    context.close()


def test_at_twice_the_size_nothing_is_cut_off(browser: Browser, site: Site) -> None:
    context = context_of(browser, site)
    page = context.new_page()
    page.set_viewport_size({"width": 640, "height": 360})
    for path in _paths(site).values():
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path
    context.close()
