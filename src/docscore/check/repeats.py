"""E, continued: does a list name the same thing twice?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from ..model import Block, Code, Finding, Reconciled, Severity, Table
from .case import Case
from .clauses import said

E02 = Code(
    "E02",
    Severity.WARNING,
    "名单里同一个名字出现两次",
    "用顿号列出的一串名字里，有一个出现了两次：可能重复计数，也可能漏了别的名字。",
    "请核对名单，去掉重复的或改正写错的",
    "石门村、清水村、东河村、石门村",
)
E03 = Code(
    "E03",
    Severity.WARNING,
    "清单里同一个对象列了两行",
    "清单里本应各不相同的名称（站点、企业、学校、姓名）有重复，而且同行其他各栏也一样（序号、电话、备注除外）：总数可能多算。",
    "请核对清单，去掉重复行；确为两个的请写全称加以区别",
    "站点清单第 1 行和第 6 行都是东关镇石门站",
)

_ITEM = r"[\u4e00-\u9fffA-Za-z0-9·“”《》]{2,20}"
_RUN = re.compile(rf"{_ITEM}(?:、{_ITEM}){{2,}}")
_LEAD = re.compile(
    r"^.*?(?:覆盖|惠及|走访|引进|选取|选择|抽取|确定|认定|改造|新建|建设|建成|支持|扶持|培育|开展|组织|辐射|带动|包括|分别为|分别是|分别在|涉及|有|在|为|是|如|即|和|对|由|向|从|：)(?=.{2})"
)
_AND = re.compile(r"以及|和|及|与")
#: What goes on after the last name of a list.
_GOES_ON = re.compile(
    r"等|建成|建设|建立|开展|设立|召开|举办|共|进行|被|均|都|已|完成|为|的|先后|分别|[两二三四五六七八九十\d]"
)
#: What ends a proper name of a place or body; other words repeat for the sake of rhythm.
_NAMED = re.compile(
    r"(?:村|镇|乡|街道|社区|站|点|场|园|厂|店|社|公司|中心|学校|小学|中学|幼儿园|医院|卫生院|卫生室|合作社|企业|集团|基地|景区|水库|公路|桥|馆|局|委|办|食品|药业|粮油|农业|科技|电商)$"
)
_KEY_HEAD = re.compile(
    r"(?:站点|站|网点|服务点|企业|单位|公司|合作社|学校|幼儿园|医院|卫生室|基地|项目|工程|农户|户主|学员|人员|受益人|负责人)(?:名称|姓名|全称)?$|^(?:姓名|名称)$"
)
_NOT_KEY_HEAD = re.compile(r"指标|主管|责任|牵头|实施单位|承办|施工|监理|类型|性质|联系|负责")
_NUMBERED = re.compile(r"序号|编号|备注|电话|^$")
_NUMBER = re.compile(r"[\d.,，%％/\-—]*")
#: A column names its rows if so great a share of its cells differ.
_MOSTLY = 0.8
_MANY_ROWS = 5


def name_twice(case: Case) -> Iterator[Finding | Reconciled]:
    """E02: the same proper name twice in one run of names."""
    for sentence in said(case, planned=True):
        if sentence.text.count("、") < 2:
            continue
        for run in _RUN.finditer(sentence.text):
            *names, last = run.group().split("、")
            names[0] = _LEAD.sub("", names[0])
            names += [_cut(name, names) for name in _AND.split(last)]
            twice = [name for name, count in Counter(names).items() if count > 1 and _NAMED.search(name)]
            if twice:
                message = f"一串 {len(names)} 个名字里，{'、'.join(twice)}出现了两次"
                yield E02.finding(message, places=(sentence.place,))


def _cut(last: str, others: list[str]) -> str:
    """The last name without what the sentence goes on to say, where it begins with a name already listed."""
    return next((name for name in others if last.startswith(name) and _GOES_ON.match(last, len(name))), last)


def row_twice(case: Case) -> Iterator[Finding | Reconciled]:
    """E03: a list whose rows are named, with the same name and the same other words in two rows."""
    for block in case.document.blocks:
        table = block.table
        if table is None or table.is_roll or table.rows < _MANY_ROWS:
            continue
        heads = [block.cell_text(max(table.header_rows, 1) - 1, column) for column in range(table.cols)]
        for column, head in enumerate(heads):
            if _KEY_HEAD.search(head) and not _NOT_KEY_HEAD.search(head):
                finding = _repeated(case, block, table, column, heads)
                if finding is not None:
                    yield finding
                    break


def _repeated(case: Case, block: Block, table: Table, column: int, heads: list[str]) -> Finding | None:
    rows: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    names: list[str] = []
    for row in range(max(table.header_rows, 1), table.rows):
        cell = table.grid.get((row, column))
        if cell is None or cell.row != row or cell.row_span > 1:
            continue
        name = "".join(block.cell_text(row, column).split())
        if len(name) < 2 or _NUMBER.fullmatch(name) or name in {"合计", "小计", "总计"}:
            continue
        names.append(name)
        others = (
            "".join(block.cell_text(row, other).split())
            for other in range(table.cols)
            if other != column and not _NUMBERED.search(heads[other])
        )
        rows[name, *others].append(row)
    if len(names) < _MANY_ROWS or len(set(names)) < _MOSTLY * len(names):
        return None
    twice = {key: found for key, found in rows.items() if len(found) > 1}
    if not twice:
        return None
    shown = "、".join(
        f"{key[0]}（第 {'、'.join(str(row + 1) for row in found)} 行）" for key, found in twice.items()
    )
    places = tuple(
        case.document.place(block.index, cell.start, cell.end)
        for found in twice.values()
        for row in found
        if (cell := table.grid.get((row, column))) is not None
    )
    return E03.finding(f"“{heads[column]}”一栏有重复：{shown}", places=places)
