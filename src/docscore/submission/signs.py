"""What a paper shows of itself: its title, its date and version, whom it is of, and what it says about the rubric."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import PurePosixPath

from ..model import Assertions, BlockKind, Document, Extraction, Paper, Role, Rubric

REPORT_TITLE = re.compile(
    r"(?:自评|自查|自我评价|自评价|绩效评价|绩效自评|绩效考核|验收自查|自查自评)[^，。；《》]{0,12}报告"
)
_REPORT_LIKE = re.compile(r"(?:总结|情况|工作|进展|汇报|创建)[^，。；《》]{0,6}(?:报告|材料|汇报)|工作总结")
PLAN_TITLE = re.compile(
    r"(?:实施|工作|创建|建设|示范|行动|推进)[^，。；]{0,6}方案|发展规划|建设规划|工作计划|编制要点"
)
SCORES_TITLE = re.compile(r"自评(?:得分|打分|评分)?表|自查(?:得分|评分)?表|评分表|自评得分")
#: How a title ends that is no report's, whatever stands before: 关于报送自评报告的通知.
_OTHER_ENDING = re.compile(
    r"(?:通知|方案|办法|制度|细则|规定|意见|名单|名册|花名册|清单|台账|纪要|签到表|合同|协议书?|函|批复|决定|证明"
    r"|凭证|发票|照片|截图|简报|公示|公告|规划|计划|一览表|统计表|明细表|目录)(?:[（(][^）)]*[）)])?$"
)
_NUMBER_LINE = re.compile(r"^[^，。]{0,20}[〔\[(（]\s*(?:19|20)\d\d\s*[〕\])）]\s*\d+\s*号$")
_ANNEX_LINE = re.compile(r"^附\s*[件表录]\s*[\d一二三四五六七八九十\-－—.：:]*$")
_ANNEX_START = re.compile(r"附\s*[件表录图]")
_NO_TITLE = re.compile(
    r"[。；！？]$|文\s*件$|^(?:目\s*录|密级|编号|文号|签发人|特急|加急)|^\d+$|^(?:Sheet|工作表)\s*\d*$"
    r"|^[\d〇○零一二三四五六七八九]{4}\s*年(?:.{1,3}月)?(?:.{1,3}日)?$"
    r"|^[\u4e00-\u9fff]{2,20}(?:人民政府|办公室|办公厅|委员会|领导小组|局)$"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年度?|[-—至])")
_DATE = re.compile(r"(?<!\d)(20\d\d)\s*[年.\-/]\s*(\d{1,2})\s*(?:[月.\-/]\s*(?:(\d{1,2})\s*日?)?)?(?!\d)")
_DIGITS_DATE = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_CHINESE_DATE = re.compile(
    r"([二〇○０零一三四五六七八九]{4})年(十?[一二三四五六七八九十])月(?:(二?三?十?[一二三四五六七八九十]?)日)?"
)
_UNIT = re.compile(r"([\u4e00-\u9fff]{2,7}?(?:自治县|县|市|区|旗))(?=[^长级委政域城乡局])")
_VERSION = (
    (
        -4,
        re.compile(r"初稿|草稿|草案|一稿|第1稿|(?<![a-z])v(?:er)?\.?\s?[01](?:\.\d+)?(?!\d)", re.IGNORECASE),
    ),
    (-3, re.compile(r"征求意见|讨论稿|二稿")),
    (-2, re.compile(r"修改稿|修订稿|送审稿|修改版|三稿|旧版|旧$|备份|副本|old", re.IGNORECASE)),
    (3, re.compile(r"定稿|终稿|最终|报送稿|正式|盖章|扫描件|final", re.IGNORECASE)),
)
_NUMBERED = re.compile(r"(?<![a-z])v(?:er)?\.?\s?(\d{1,2})(?!\d)", re.IGNORECASE)
_HEAD_BLOCKS, _TAIL_BLOCKS = 12, 12
_LONGEST_TITLE = 60
_CANDIDATE_PROSE, _LEAST_PROSE = 1500, 300
_SHINGLE = 8

Date = tuple[int, int, int]


@dataclass(frozen=True)
class Signs:
    """What decides on a paper.

    Attributes:
        paper: the paper as read, its ``part`` not decided yet.
        rubric: the rubric that its submission is scored by.
        self_rows: rows of a self-score table in it that name indicators of the rubric.
        assertions: what it says about the rubric; ``None`` where it was not worth asking.
        extraction: its figures, likewise.
    """

    paper: Paper
    rubric: Rubric
    self_rows: int = 0
    assertions: Assertions | None = None
    extraction: Extraction | None = None

    @property
    def names(self) -> tuple[str, str]:
        """Its title and its file name."""
        return self.paper.title, PurePosixPath(self.paper.path).stem

    @cached_property
    def coverage(self) -> tuple[int, int]:
        """How many of the rubric's metrics and facts it speaks of, and how many there are."""
        total = len(self.rubric.metrics) + len(self.rubric.facts)
        if self.assertions is None:
            return 0, total
        return len(self.assertions.claims) + len(self.assertions.statements), total

    @cached_property
    def fitting_table(self) -> bool:
        """Whether its self-score table is of this rubric: it names at least half of the indicators of the sections."""
        indicators = sum(len(section.indicators) for section in self.rubric.sections)
        return self.self_rows >= 2 and 2 * self.self_rows >= indicators

    @cached_property
    def titled_report(self) -> bool:
        """Whether title or file name call it a self-assessment report."""
        return is_titled_report(self.names)

    @cached_property
    def weight(self) -> int:
        """How much speaks for its being the main report, in tenths; 40 and more is enough.

        A title is 40, a fitting self-score table 30, the whole of what the rubric asks about 40; a title that is
        another kind of paper's takes 40.
        """
        found, total = self.coverage
        weight = 40 * found // total if total else 0
        weight += 30 if self.fitting_table else 0
        if self.titled_report:
            weight += 40
        elif any(_REPORT_LIKE.search(name) for name in self.names):
            weight += 15
        if not self.titled_report and _OTHER_ENDING.search(self.paper.title):
            weight -= 40
        return weight

    @cached_property
    def why(self) -> str:
        """What speaks for its being the main report, in Chinese."""
        said = []
        title, name = self.names
        if match := REPORT_TITLE.search(title):
            said.append(f"题目有“{match.group()}”")
        elif match := REPORT_TITLE.search(name):
            said.append(f"文件名有“{match.group()}”")
        if self.fitting_table:
            said.append(f"有自评得分表，{self.self_rows} 行对得上细则")
        found, total = self.coverage
        if found:
            said.append(f"写到细则 {total} 个考核点中的 {found} 个")
        return "；".join(said) or "没有自评报告的题目，也没有自评得分表"

    @cached_property
    def targets(self) -> int:
        """How many target figures it has."""
        if self.extraction is None:
            return 0
        return sum(1 for figure in self.extraction.figures if figure.role is Role.TARGET)

    @cached_property
    def is_plan(self) -> bool:
        """Whether it is called a plan and sets targets."""
        return self.targets > 0 and any(PLAN_TITLE.search(name) for name in self.names)

    @cached_property
    def year(self) -> int | None:
        """The latest year that its title or file name is about."""
        return _latest(self.names)

    @cached_property
    def date(self) -> Date | None:
        """The date under it or on its cover; the one in its file name where it bears none."""
        document = self.paper.document
        assert document is not None
        blocks = document.blocks[:_HEAD_BLOCKS] + document.blocks[-_TAIL_BLOCKS:]
        printed = [found for block in blocks if len(block.text) <= 30 for found in dates_in(block.text)]
        return max(printed, default=None) or max(dates_in(self.names[1]), default=None)

    @cached_property
    def version(self) -> int:
        """Its place among versions by the words of its name: drafts are below 0, v2 is 2, a final one 3."""
        for name in reversed(self.names):
            for rank, words in _VERSION:
                if words.search(name):
                    return rank
            if match := _NUMBERED.search(name):
                return int(match.group(1))
        return 0

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Its text in overlapping pieces, as hashes that are the same in each run."""
        document = self.paper.document
        assert document is not None
        text = "".join("".join(block.text.split()) for block in document.blocks)
        return frozenset(
            int.from_bytes(text[i : i + _SHINGLE].encode("utf-16-le"), "little")
            for i in range(max(len(text) - _SHINGLE + 1, 1))
        )

    @cached_property
    def values(self) -> frozenset[tuple[Decimal, str]]:
        """The values of its figures: a paper with other values is another version, not a copy."""
        figures = self.extraction.figures if self.extraction else ()
        return frozenset((figure.quantity.value, figure.quantity.unit) for figure in figures)


def is_titled_report(names: Iterable[str]) -> bool:
    """Whether one of a paper's names calls it a self-assessment report."""
    return any(REPORT_TITLE.search(name) and not _OTHER_ENDING.search(name) for name in names)


def year_of(paper: Paper) -> int | None:
    """The latest year that a paper's title or file name is about; ``None`` if they name none."""
    return _latest((paper.title, PurePosixPath(paper.path).stem))


def _latest(names: Iterable[str]) -> int | None:
    return max((int(year) for name in names for year in _YEAR.findall(name)), default=None)


def title_of(document: Document, path: str) -> str:
    """What a paper calls itself; its file name where its first lines are no title.

    Args:
        document: the paper as read.
        path: its path in the submission.
    """
    lines = list(_head_lines(document))
    for position, line in enumerate(lines):
        if _NUMBER_LINE.match(line) or _ANNEX_LINE.match(line) or _NO_TITLE.search(line):
            continue
        title = line
        # A title broken over lines: its second half alone would not say what it is about.
        for more in lines[position + 1 : position + 3]:
            joined = "".join(more.split())
            if (
                len(title) + len(joined) > _LONGEST_TITLE
                or _NO_TITLE.search(more)
                or not _continues(title, joined)
            ):
                break
            title += joined
        return "".join(title.split()) if _is_spaced(title) else title.strip()
    return PurePosixPath(path).stem


def is_candidate(paper: Paper, self_rows: int) -> bool:
    """Whether a paper may be a report or a plan, so that its figures are worth finding.

    Args:
        paper: the paper as read.
        self_rows: rows of a self-score table in it that name indicators of the rubric.
    """
    if paper.document is None:
        return False
    prose = sum(len(block.text) for block in paper.document.blocks if block.kind is not BlockKind.TABLE)
    names = (paper.title, PurePosixPath(paper.path).stem)
    named = any(
        REPORT_TITLE.search(name) or PLAN_TITLE.search(name) or _REPORT_LIKE.search(name) for name in names
    )
    if named or self_rows:
        return self_rows > 0 or prose >= _LEAST_PROSE
    return prose >= _CANDIDATE_PROSE and not _OTHER_ENDING.search(paper.title)


def dates_in(text: str) -> list[Date]:
    """Dates in a line: 2021年9月, 2021.9.15, 20210915, 二〇二一年九月; 0 for a day that is not given."""
    found = [(int(y), int(m), int(d or 0)) for y, m, d in _DATE.findall(text)]
    found += [(int(y), int(m), int(d)) for y, m, d in _DIGITS_DATE.findall(text)]
    for year, month, _ in _CHINESE_DATE.findall(text):
        digits = "".join(
            str("〇一二三四五六七八九".find(x.replace("零", "〇").replace("○", "〇"))) for x in year
        )
        tens = "一二三四五六七八九十".find(month[-1]) + 1
        found.append((int(digits) if digits.isdigit() else 0, tens + 10 * (len(month) > 1), 0))
    return [date for date in found if 1 <= date[1] <= 12]


def unit_of(text: str) -> str | None:
    """The county, city or district that a title begins with."""
    match = _UNIT.match(text.removeprefix("关于印发").lstrip("《"))
    return match.group(1) if match else None


#: Kinds of documents whose headings are the names of sheets.
_WORKBOOKS = frozenset({"xlsx", "xls"})


def _head_lines(document: Document) -> Iterator[str]:
    for block in document.blocks[:_HEAD_BLOCKS]:
        if block.kind is BlockKind.TABLE:
            # A form's title stands in its first row, merged over the whole width.
            table = block.table
            first = table.cells[0] if table and table.cells else None
            if table and first and first.row == 0 and first.col_span == table.cols and table.cols > 1:
                yield from _short_lines(block.text[first.start : first.end])
            return
        if block.kind is BlockKind.HEADING and document.kind in _WORKBOOKS:
            continue  # the name of a sheet
        yield from _short_lines(block.text)


def _short_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        line = line.strip().lstrip("#").strip()
        if line:
            yield line[: _LONGEST_TITLE * 2]


def _continues(title: str, more: str) -> bool:
    """Whether *more* ends a title that *title* began: 示范创建 + 自评报告."""
    ends = re.compile(r"(?:报告|通知|方案|办法|制度|细则|名单|名册|清单|台账|纪要|表|总结)$")
    if _ANNEX_START.match(more) or ends.search("".join(title.split())):
        return False
    return ends.search(more) is not None


def _is_spaced(title: str) -> bool:
    """Whether a title is spaced out for looks: 自 评 报 告."""
    return len(re.findall(r"[\u4e00-\u9fff]\s+(?=[\u4e00-\u9fff])", title)) >= 2
