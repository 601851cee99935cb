"""N: does the name of another unit stand where the paper's own should?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Code, Finding, Mood, Reconciled, Sentence, Severity
from .case import Case

N01 = Code(
    "N01",
    Severity.WARNING,
    "文中留有别处的名字",
    "全文说的是一个县（市、区），而有一处在本该写本地名字的位置写了别的县（市、区）：多半是套用了别处的文稿。"
    "比较、协作、考察、毗邻的不算，上级市也不算。",
    "请核对该处文字和所带的数据是不是本地的",
    "青石县的报告里写“白河县交通运输局每月检查一次”",
)

_LEVELS = "县|自治县|市|区|旗"
#: What follows a unit's name where the paper speaks of the unit itself.
_BODIES = (
    "人民政府|政府|县委|市委|区委|委员会|人大|商务|财政|教育|农业|交通|水务|水利|卫生|卫健|民政|乡村振兴|扶贫|住房|自然资源|林业|文化|文旅|人力资源|"
    "发展和改革|发改|市场监督|工业|科技|应急|审计|统计|医疗保障|生态环境|残联|妇联|供销"
)
#: Words before a name rather than parts of it; a county called 和顺 is missed for their sake.
_NOT_IN_NAMES = "与和及同对在为经由向到赴是的了将使让据照"
_NAME = re.compile(
    rf"(?:^|(?<=[，。；：、“《（(\s:,;省市州盟县对在为经由向报是将使让了据照实与和及同]))(?P<name>(?:(?![{_NOT_IN_NAMES}])[\u4e00-\u9fff]){{1,6}}?(?:{_LEVELS}))(?=(?P<next>[\u4e00-\u9fff]{{4}}))"
)
_BODY = re.compile(_BODIES)
#: What only the paper's own county does or has in its own paper: 将继续…, 部分站点….
_DOES = re.compile(r"将(?:继续|进一步|巩固|坚持|加大|加快|不断)|部分|现有|共有")
#: Words that are no names: 示范县, 各县, 全区, 园区, 市区.
_COMMON = re.compile(
    r"示范|建成|[新扩改兴组]建|建设|成立|设立|各|全|本|我|该|其|贫困|脱贫|省|园|城|郊|新区|景|社|地|片|灌|库|山区|牧区|矿|试点|先进|重点|强县|大县|小县|农村|综合|创建|被|列入|外|邻|周边|兄弟|兄|县市|市区|县区|[0-9一二三四五六七八九十两几多]|相关|其他|部分|等|国家|行政|开发|高新|经济|服务|功能|展示|孵化|培训|办公|核心|保护|直辖|县级|地级|东部|西部|南部|北部|中部|同|上级|所属"
)
#: The sentence compares, cooperates, travels or trades: other names are at home there.
_ELSEWHERE = re.compile(
    r"对口|协作|考察|学习|借鉴|毗邻|毗连|相邻|相连|接壤|交界|为邻|距|帮扶|结对|支援|援助|来自|赴|前往|参观|销往|会展|博览|展销|推介|交流|合作|签约|签订|例如|比如|等地|等县|等市|经验|籍|出生|毕业|挂职|转自|来源|接待|兄弟|先进|外地|周边|邻近|相比|高于|低于|排名|位居|分别|联合|共建|医联体|托管|专家|选派|跨|通往|途经|至[^，。；]{0,6}[县市]|到[^，。；]{0,6}[县市]"
)
#: The paper's own name stands this often where a unit speaks of itself, and leads by this factor.
_OFTEN, _LEAD = 3, 3
#: A name left over from another paper stands alone; one that comes again and again belongs to the matter.
_FEW = 2
#: 蓟县 and its like are too short to be told from 在县, 到县.
_SHORTEST = 3
#: The same words after both names show that one replaced the other.
_LIKE = 4


class _Named(NamedTuple):
    name: str
    following: str
    sentence: Sentence


def another_unit(case: Case) -> Iterator[Finding | Reconciled]:
    """N01: a name of the paper's own level, once or twice, where the paper's own name stands otherwise."""
    found = [named for sentence in case.extraction.sentences for named in _names(sentence)]
    counts = Counter(named.name for named in found)
    if not counts:
        return
    (own, often), *others = counts.most_common()
    if often < _OFTEN or (others and often < others[0][1] * _LEAD):
        return
    parents = {
        named.name
        for named in found
        if own in named.following + named.sentence.text.split(named.name, 1)[-1][: len(own)]
    }
    after_own = {named.following for named in found if named.name == own}
    for name, number in others:
        if number > _FEW or name in parents or name[-1] != own[-1] or own in name or name in own:
            continue
        at = [named for named in found if named.name == name]
        if all(
            _BODY.match(named.following) or _DOES.match(named.following) or named.following in after_own
            for named in at
        ) and (own[-1] != "市" or all(named.following in after_own for named in at)):
            told = [sentence.text for sentence in case.extraction.sentences if name in sentence.text]
            if len(told) > _FEW or any(_ELSEWHERE.search(text) for text in told):
                continue
            message = f"全文说的是{own}（{often} 处），而这里写的是{name}：“{name}{at[0].following}”"
            yield N01.finding(message, places=(named.sentence.place for named in at))


def _names(sentence: Sentence) -> Iterator[_Named]:
    if sentence.mood is Mood.RULE:
        return
    for match in _NAME.finditer(sentence.text):
        name = match["name"]
        if len(name) >= _SHORTEST and not _COMMON.search(name):
            yield _Named(name, match["next"], sentence)
