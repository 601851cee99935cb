"""C: do red-head papers and lists of press reports say what the report says of them?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Code, EvidenceKind, Finding, Notice, Reconciled, Role, Severity
from .case import Case
from .evidence_counts import evidence_of

C24 = Code(
    "C24",
    Severity.WARNING,
    "文件的文号或日期与正文不符",
    "正文引用的文件在佐证材料里，而文号或印发的年月与文件本身不同。",
    "请核对引用的是不是这份文件，并更正文号或日期",
    "正文写《工作方案》（云政办〔2020〕12 号），所附文件是云政办〔2020〕21 号",
)
C25 = Code(
    "C25",
    Severity.WARNING,
    "正文报道篇数与清单不符",
    "正文写的某一级媒体报道篇数，与报道清单里该级别的行数对不上。",
    "请补齐报道截图和清单，或更正正文",
    "正文写市级媒体报道 8 篇，清单里市级 5 篇",
)

_CITED = (
    r"》\s*[（(]\s*([\u4e00-\u9fff]{2,12}\s*[〔\[【（(]\s*(?:19|20)\d{2}\s*[〕\]】）)]\s*第?\s*\d{1,5}\s*号)"
)
_ISSUED = r"((?:19|20)\d{2})年(\d{1,2})月(?:\d{1,2}日)?[^，。；]{0,20}(?:印发|出台|下发|发布|制定)[^，。；《]{0,8}《"
_QUOTED = re.compile(r"《([^》]{4,60})》")
_MARKS = str.maketrans("[]【】（）()﹝﹞", "〔〕〔〕〔〕〔〕〔〕")
_PIECES = frozenset({"篇", "条", "则", "次", "件"})
_OUTLET = re.compile(r"媒体|电视|报道|报刊|宣传|刊发|播出")
_CLAUSE = re.compile(r"[，。；！？、]")


def cited_papers(case: Case) -> Iterator[Finding | Reconciled]:
    """C24: number and month of each red-head paper that the report cites by its title."""
    for notice in evidence_of(case).notices:
        quoted = _QUOTED.search(notice.title)
        names = (notice.title, quoted.group(1)) if quoted else (notice.title,)
        for sentence in case.extraction.sentences:
            name = next((name for name in names if f"《{name}》" in sentence.text), "")
            if not name:
                continue
            places = (sentence.place, notice.place)
            wrong = _difference(sentence.text, name, notice)
            if wrong:
                yield C24.finding(f"《{name}》{wrong}", places=places)
            elif _number(notice.number) in _number(sentence.text):
                yield Reconciled(C24.id, f"《{name}》的文号 {notice.number} 与文件相符", places)


def press_reports(case: Case) -> Iterator[Finding | Reconciled]:
    """C25: press reports claimed by level against the lists."""
    tallies = evidence_of(case).of(EvidenceKind.MEDIA)
    listed: dict[str, int] = {}
    for tally in tallies:
        for level, count in tally.levels.items():
            listed[level] = listed.get(level, 0) + count
    places = tuple(tally.place for tally in tallies)
    for figure in case.extraction.figures if listed else ():
        if figure.quantity.unit not in _PIECES or figure.role is not Role.ACTUAL or figure.planned:
            continue
        text = case.extraction.sentences[figure.sentence].text
        clause = _CLAUSE.split(text[: figure.start])[-1] + _CLAUSE.split(text[figure.end :])[0]
        levels = [level for level in listed if level in clause]
        if len(levels) != 1 or not _OUTLET.search(text) or "以上" in clause:
            continue
        count = listed[levels[0]]
        if figure.quantity.interval.low == count:
            words = f"{levels[0]}媒体报道正文写 {figure.printed}，清单 {count} 行，相符"
            yield Reconciled(C25.id, words, (figure.place, *places))
        else:
            message = f"{levels[0]}媒体报道正文写 {figure.printed}，清单里{levels[0]} {count} 行"
            yield C25.finding(message, figures=(figure,), places=(figure.place, *places))


def _difference(text: str, name: str, notice: Notice) -> str:
    """What the report says otherwise of a paper; empty if nothing."""
    cited = re.search(re.escape(name) + _CITED, text)
    if cited and _number(cited.group(1)) != _number(notice.number):
        return f"正文写文号 {''.join(cited.group(1).split())}，所附文件是 {notice.number}"
    said = re.search(_ISSUED + re.escape(name), text)
    if said and notice.issued is not None:
        year, month = int(said.group(1)), int(said.group(2))
        if (year, month) != (notice.issued.year, notice.issued.month):
            return f"正文写 {year} 年 {month} 月印发，文件落款是 {notice.issued.year} 年 {notice.issued.month} 月"
    return ""


def _number(text: str) -> str:
    """A text with the brackets of 发文字号 written alike and without blanks."""
    return "".join(text.translate(_MARKS).split())
