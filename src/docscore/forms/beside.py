"""What the text of a report says about the form beside it: its total, its money, what its indicators came to, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from docscore.model import Block, BlockKind, Document, Form, Mention, Place, Said

from .amounts import narrow
from .lines import lines_of

_NUMBER = r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_TO_BE = r"(?:[为是达到共计合约：:]|总额|金额|数){0,5}"
#: 90 分以上为优 is a rule and no result.
_NO_RULE = r"(?!\s*(?:[及（(]?[含不]|以上|以下|以内|[-－~～—至]|的?目标|的得|为[优良中差]))"
_PATTERNS = {
    Said.TOTAL: re.compile(
        rf"(?:自评总?得?分|自评综合得分|自我评价得分|综合得分|总得分|总分|自评分数|自评结果){_TO_BE}{_NUMBER}分{_NO_RULE}"
    ),
    Said.BUDGET: re.compile(
        rf"(?:年初|全年|年度|调整后)?(?:项目|资金)?预算(?:安排|批复|资金|总额|金额|数)*{_TO_BE}{_NUMBER}(?P<unit>亿元|万元|元){_NO_RULE}"
    ),
    Said.EXECUTED: re.compile(
        rf"(?:(?:实际|累计|全年|共计?|已)支出|(?:预算|全年|实际)?执行(?:数|金额)|支出(?:总额|合计)){_TO_BE}{_NUMBER}(?P<unit>亿元|万元|元){_NO_RULE}"
    ),
    Said.RATE: re.compile(rf"(?:预算|资金|项目)*执行率{_TO_BE}{_NUMBER}[%％]{_NO_RULE}"),
}
#: A score of a part, of another year or of another judge says nothing of the whole.
_PART = re.compile(
    r"指标|产出|效益|满意|决策|过程|执行|成本|复核|评审|考核|财政局|第三方|满分|上年|去年|[二三四五六]级"
)
#: What follows these is of a part or of another year, however the sentence goes on.
_ELSEWHERE = re.compile(r"其中|上年|去年|往年|前年")
#: Money is of the whole where nothing stands before it but when, and whose: 设备购置支出 is a part.
_WHOLE = re.compile(
    r"截[至止]|\d+年度?|\d+月份?|\d+日|[底末]|[本该我](?:局|委|办|院|县|市|区|中心|单位|部门|镇|乡)?|项目|专项|资金|经费|年度|全年|当年|年初|"
    r"共计?|累计|实际|总计?|整体|的|其?中?预算|[一二三四]是|[（(][一二三四][）)]|[一二三四]、|概况|\s"
)
#: Words beside a number that make it no result: a plan, another year, points.
_NO_RESULT = re.compile(
    r"目标|计划|预期|预计|拟|应当|不低于|要求|上年|去年|同比|增长|增加了|减少了|下降|较|比|分值|权重|得分|其中|平均|约|近|余|多"
)
_NEXT = re.compile(
    rf"^(?:[为是达到共计了已至：:“”\"（(]|实际|完成){{0,6}}{_NUMBER}(?P<unit>[^\d\s，,。；;、（()）]*)"
)
_POINTS = re.compile(rf"^[^，。；\d]{{0,6}}(?:自评)?得(?:分)?{_TO_BE}{_NUMBER}分")
_WHY = re.compile(r"原因|由于|因[^此而]|受.{1,12}影响|导致|未完成|未达|偏差|滞后|推迟|延期|不足")
_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_SHORTEST_NAME = 4
_LONGEST_UNIT = 6
_UNITS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    document: Document
    block: int
    start: int
    paper: str

    def place(self, start: int, end: int) -> Place:
        found = self.document.place(self.block, self.start + start, self.start + end)
        return replace(found, paper=self.paper) if self.paper else found


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text and its sentences, ready to be asked about one form after the other."""

    text: str
    sentences: tuple[_Sentence, ...]


def read_beside(form: Form, texts: Iterable[Paragraph], *, alone: bool) -> tuple[Mention, ...] | None:
    """What texts say about a form.

    Args:
        form: the form.
        texts: what may tell of it, by :func:`paragraphs_of`.
        alone: the form is the only one beside these texts; else only paragraphs that name it count.

    Returns:
        What is told, in the order of the texts; ``None`` where no text speaks of the form at all.
    """
    rows = _names(form)
    found: list[Mention] = []
    spoken = False
    for paragraph in texts:
        if not alone and (len(form.name) < _SHORTEST_NAME or form.name not in paragraph.text):
            continue
        spoken = True
        for sentence in paragraph.sentences:
            found += _of_whole(sentence, form.name)
            found += _of_rows(sentence, rows)
            found += _reasons(sentence, rows)
    return tuple(found) if spoken else None


def paragraphs_of(document: Document, paper: str = "") -> tuple[Paragraph, ...]:
    """Running text, paragraph by paragraph; in a workbook it stands alone in its row. A title is none.

    It is the same for every form that is asked about it, so it is made once.

    Args:
        document: a form's own file, or a report.
        paper: the path of a report; empty for the form's own file.
    """
    return tuple(_paragraphs(document, paper))


def _paragraphs(document: Document, paper: str) -> Iterator[Paragraph]:
    for block in document.blocks:
        for start, words in _stretches(block):
            text = narrow(words)
            if re.search("[。；，,：]", text):
                yield Paragraph(
                    text,
                    tuple(
                        _Sentence(match[0], document, block.index, start + match.start(), paper)
                        for match in _SENTENCE.finditer(text)
                    ),
                )


def _stretches(block: Block) -> Iterator[tuple[int, str]]:
    """Offsets and words of what may be running text."""
    if block.kind is not BlockKind.TABLE or block.table is None:
        yield 0, block.text
        return
    for line in lines_of(block):
        if len(line.slots) == 1:
            cell = line.slots[0].cell
            yield cell.start, block.text[cell.start : cell.end]


def _names(form: Form) -> tuple[tuple[str, int], ...]:
    """Names of rows that tell them apart, the longest first, with the number of their row from 0."""
    names = ["".join(row.name.split()) for row in form.rows]
    told = [
        (name, n) for n, name in enumerate(names) if len(name) >= _SHORTEST_NAME and names.count(name) == 1
    ]
    return tuple(sorted(told, key=lambda item: (-len(item[0]), item[1])))


def _of_whole(sentence: _Sentence, name: str) -> Iterator[Mention]:
    for said, pattern in _PATTERNS.items():
        for match in pattern.finditer(sentence.text):
            before = sentence.text[: match.start()]
            clause = re.split("[，,：]", before)[-1].replace(name, "")
            part = _PART.search(clause) if said is Said.TOTAL else _WHOLE.sub("", clause)
            if part or _ELSEWHERE.search(before):
                continue
            unit = match.groupdict().get("unit") or ""
            value = Decimal(match["value"].replace(",", "")) * _UNITS.get(unit, Decimal(1))
            step = _step(match["value"]) * _UNITS.get(unit, Decimal(1))
            yield Mention(said, None, match[0], sentence.place(match.start(), match.end()), value, unit, step)


def _clause(text: str, match: re.Match[str]) -> str:
    """The words between the commas around a match."""
    return (
        re.split("[，,：]", text[: match.start()])[-1]
        + match[0]
        + re.split("[，,：]", text[match.end() :])[0]
    )


def _of_rows(sentence: _Sentence, rows: tuple[tuple[str, int], ...]) -> Iterator[Mention]:
    """A row's name with a number right behind it."""
    taken: list[tuple[int, int]] = []
    for name, number in rows:
        for match in re.finditer(re.escape(name), sentence.text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            rest = sentence.text[match.end() :]
            points, told = _POINTS.match(rest), _NEXT.match(rest)
            if points is not None:
                yield _mention(Said.POINTS, number, sentence, match, points)
            elif (
                told is not None
                and not _NO_RESULT.search(_clause(sentence.text, match).replace(name, ""))
                and len(told["unit"]) <= _LONGEST_UNIT
            ):
                yield _mention(Said.ACTUAL, number, sentence, match, told)


def _mention(said: Said, row: int, sentence: _Sentence, name: re.Match[str], told: re.Match[str]) -> Mention:
    end = name.end() + told.end()
    unit = told.groupdict().get("unit") or ""
    scale = _SCALES.get(unit[:1], Decimal(1))
    value = Decimal(told["value"].replace(",", "")) * scale
    return Mention(
        said, row, sentence.text[name.start() : end], sentence.place(name.start(), end), value,
        unit[1:] if scale != 1 else unit, _step(told["value"]) * scale,
    )  # fmt: skip


def _reasons(sentence: _Sentence, rows: tuple[tuple[str, int], ...]) -> Iterator[Mention]:
    """Why a row, or the form as a whole, fell short."""
    if not _WHY.search(sentence.text):
        return
    named = [number for name, number in rows if name in sentence.text]
    rows_told: list[int | None] = [*named] or [None]
    for row in rows_told:
        yield Mention(Said.REASON, row, sentence.text, sentence.place(0, len(sentence.text)))


def _step(text: str) -> Decimal:
    """One unit of the last printed digit."""
    return Decimal(1).scaleb(-len(text.partition(".")[2]))
