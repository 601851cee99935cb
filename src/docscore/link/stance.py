"""How a wording stands in its sentence: said to be so, denied, planned, asked for, or so in part only.

What a clause says of its verb hangs on the function words around it. They are few and the same in every programme, so
they stand here and not in the packs, like the grammar of numbers in :mod:`docscore.quantity`. Each pattern is looked
for in the wording's own clause, for 未 in one clause says nothing of the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..model import Stance
from .places import one_place

_BREAK = re.compile(r"[，,；;：:。！？!?\n]|但是?|然而|不过(?!关)|而且|并且")
#: 按照规定, 根据…的要求: no demand and no plan, only what was gone by.
_GONE_BY = re.compile(
    r"(?:严格)?(?:按照?|依照|依据|根据|遵照|对照)[^，。；]{0,16}?(?:要求|规定|计划|规划|部署|标准|方案)(?!书)的?"
)
#: The words of a pattern, without its signs.
_LITERALS = re.compile(r"[^\[\]{}|…!?nx]+")
#: Ahead of the verb: what follows did not happen. 未来, 不断, 不仅 and the like deny nothing.
_NOT = (
    r"(?:未(?!来|经|雨|成年)|没有?|尚无|暂无|并无|毫无|缺乏|缺少|欠缺|无法|难以|从无|从不|并不|"
    r"不(?![断仅但只少同等锈限光久再懈当慎善良利便足够佳实全可易力严明畅扣折]|定期|定时|动产|遗余力))"
)
_NEGATION = re.compile(_NOT)
#: A negation reaches so far: 未按要求建立, 没有及时开展.
_REACH = 6
#: These reach over the whole clause: 没有一个站点未建立, 无一村未建成, 无不建立.
_NONE_AT_ALL = re.compile(r"没有(?:任何)?(?:[一哪]|任何)|无一|无任何|无(?=不|未)")
#: A negation of something else, done with before the verb: 在没有先例的情况下出台了.
_CIRCUMSTANCE = re.compile(
    r"(?:的情况|的条件|的前提|的基础|的困难|的局面|的背景)[下上]?|(?:问题|困难|不足)，?"
)
#: What was bad and is over: 改变了过去缺乏…的状况, 结束了没有…的历史, 针对没有…的问题.
_OVERCOME = re.compile(
    r"(?:改变|解决|结束|克服|扭转|改善|针对|摆脱|填补|弥补|破解|消除|告别|避免|防止)[^，。；]{0,24}$"
)
#: Right behind the wording: what was there is not worth the name.
_FALLS_SHORT = re.compile(
    r"^[^，；：。！？]{0,4}?(?:还|仍|尚)?(?:不(?:到位|够|足|健全|完善|完整|规范|严格?|力|明确|清晰?|齐全?|全面?|及时)|"
    r"滞后|缺失|薄弱|缺位|流于形式|有名无实)"
)
#: Ahead of an evil: it is fought, and that says neither that it happened nor that it did not.
_FOUGHT = re.compile(
    r"杜绝|防止|防范|避免|预防|严防|以免|谨防|严禁|禁止|不得|遏制|确保[^，]{0,4}[不无零]|零(?=发生)"
)
#: A demand on somebody: what is asked for is not therefore there.
_DEMAND = re.compile(
    r"要求|必须|(?<!无)须(?!知)|应当|应该|(?<![对响供相适反效感照答])应(?=[建设立制出完开按在由])|"
    r"(?<![所急刚供按军必])需(?:要)?(?=[建设立制出完开按在由尽加进])|责令|倡导|号召"
)
_DEMANDED = re.compile(r"^[^，；：。]{0,8}?的(?:要求|规定|通知|部署|目标|任务)|^的(?=，|,)")
_CONDITION = re.compile(
    r"如果|倘若|假如|一旦|若(?!干)|(?:^|[，；。])\s*(?:凡|对(?=未|没有|不))|(?:^|[，；。])\s*如(?=发生|未|有|建|出现|确|需|不|遇|完|因)"
)
_PLAN = re.compile(
    r"拟(?!定)|计划|规划|预计|预期|力争|争取|即将|准备|打算|筹备|有望|谋划|"
    r"(?<![即若])将(?!近|军|士)|(?<![主重需次必纪摘概提只首紧])要(?!求|素|点|闻|件|领|道|务|情)"
)
_BEGUN = re.compile(r"(?:正在|启动|着手|开始|在建)[^，；：。]{0,6}$")
_UNDER_WAY = re.compile(r"(?:推动|推进|加快|逐步|探索)[^，；：。]{0,3}$")
#: The verb is over: 已, 了, 均, 全部. It outweighs a plan or a demand in the same clause.
_DONE = re.compile(
    r"已经?|(?<!为)了(?!解)|均|全部|全面完成|如期|顺利|成功|[建制形]成(?!立)[^，；]{0,12}(?:\ue001|投入)"
)
_CONCEDED = re.compile(r"虽然?|尽管")
#: A part of those it should be true of.
_SOME = re.compile(
    r"个别|少数|(?<![组各成全])部分|有的|有些|一些|(?<!不)仅(?!用)|只有|(?:还|仍|尚)?有\ue001|初步|"
    r"(?:大多数|多数|大半)|除[^，；。]{1,12}外，?(?!还|又|也|另)"
)
_ROUGHLY = re.compile(r"(?:基本|大体|大致)(?=[上]?[建完形齐健落实达规])")
_EXCEPT = re.compile(r"除[^，。；]{1,12}外，(?!还|又|也|另)[^，。；]{0,8}$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A wording within its clause.

    Attributes:
        lead: the sentence up to the wording.
        before: the clause up to the wording.
        wording: the words that matched.
        after: the clause behind the wording.
        literal: the wording as the pack writes it, whose own negations count as said.
        own: the title of the paper: a place that it names is the whole and not one of many.
    """

    lead: str
    before: str
    wording: str
    after: str
    literal: str
    own: str = ""

    @classmethod
    def around(cls, text: str, start: int, end: int, literal: str, own: str = "") -> Clause:
        """The clause of ``text[start:end]``."""
        head = max((found.end() for found in _BREAK.finditer(text, 0, start)), default=0)
        tail = _BREAK.search(text, end)
        before = _GONE_BY.sub("", text[head:start])
        return cls(
            text[:start], before, text[start:end], text[end : tail.start() if tail else None], literal, own
        )

    @property
    def gaps(self) -> str:
        """What stands in the gaps of the wording: in 食堂…启用 it is what comes between; the pack's own words are cut."""
        return _words_of(self.literal).sub("", self.wording)


@lru_cache(maxsize=2048)
def _words_of(literal: str) -> re.Pattern[str]:
    """The words of a wording as a pack writes it, the longer first; without any, nothing matches."""
    words = sorted(_LITERALS.findall(literal), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)) or r"(?!)")


def of_wording(clause: Clause, adverse: bool, problem: bool, planned: bool) -> Stance | None:
    """How a wording that would show a fact stands.

    Args:
        clause: the wording within its clause.
        adverse: the fact is something bad.
        problem: the sentence stands among problems; there a thing is shown only where it is said to be done.
        planned: the sentence is worded or headed as a plan.

    Returns:
        SHOWN, PARTLY, PLANNED or DENIED; ``None`` where nothing is said: a demand, a condition, an evil fought.
    """
    around = clause.before + clause.gaps
    denied = _is_negated(clause)
    if _FOUGHT.search(clause.before) and (adverse or denied):
        return None
    done = _DONE.search(clause.before + clause.wording) is not None or clause.after.startswith("了")
    if _CONDITION.search(clause.lead + clause.wording) or _DEMANDED.match(clause.after):
        return None
    demanded = _DEMAND.search(clause.before + clause.wording[:1]) or _DEMAND.search(clause.gaps)
    if demanded and not done:
        return None
    if denied or (not adverse and _FALLS_SHORT.match(clause.after)):
        return None if planned else Stance.PARTLY if _is_limited(clause) else Stance.DENIED
    if planned or _BEGUN.search(clause.before) or (_PLAN.search(around) and not done):
        return Stance.PLANNED
    if problem and not adverse and not (done or _CONCEDED.search(clause.lead)):
        return None
    doubtful = _UNDER_WAY.search(clause.before) and not done
    return Stance.PARTLY if not adverse and (doubtful or _is_partial(clause)) else Stance.SHOWN


def of_denial(clause: Clause) -> Stance | None:
    """How a wording that speaks against a fact stands: DENIED, PARTLY for one place or a few; ``None`` if it is over."""
    if _CONDITION.search(clause.lead) or _OVERCOME.search(clause.before):
        return None
    around = clause.before + clause.wording
    if _NONE_AT_ALL.search(around) and len(_NEGATION.findall(_NONE_AT_ALL.sub("", around))) % 2:
        return None
    return Stance.PARTLY if _is_limited(clause) else Stance.DENIED


def _is_negated(clause: Clause) -> bool:
    """Whether an odd number of negations stands on the wording."""
    before = clause.before
    for circumstance in _CIRCUMSTANCE.finditer(clause.before):
        before = clause.before[circumstance.end() :]
    if _OVERCOME.search(clause.before) and before == clause.before and clause.after.startswith("的"):
        return False
    count = 0
    whole = _NONE_AT_ALL.search(before)
    if whole is not None:
        count += 1
        before = before[whole.end() :]
    near = list(_NEGATION.finditer(before))
    if near and len(before) - near[-1].end() <= _REACH:
        count += 1
    if _NEGATION.search(clause.gaps):
        count += 1
    return count % 2 == 1


def _is_limited(clause: Clause) -> bool:
    """Whether a denial is of some only, or of one place that is not the paper's own."""
    if _SOME.search(clause.before):
        return True
    return one_place(clause.before, clause.own) != ""


def _is_partial(clause: Clause) -> bool:
    """Whether a thing is said of some only, or roughly."""
    said = clause.before + clause.wording
    return any((_SOME.search(clause.before), _ROUGHLY.search(said), _EXCEPT.search(clause.lead)))
