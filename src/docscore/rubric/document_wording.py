"""How reports say what a drafted clause asks: wordings wide enough that a draft scores a submission without edits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..model import THIS_FIGURE, Fact, Lexicon, Metric, Phrase, Veto
from .drafted import Drafted

_WHOSE = re.compile(
    r"^(?:各?(?:示范县|全县|全市|全区|全省|本县|本市|本区|我县|我市|我区|辖区内?|当地|乡镇办事处|乡镇)|具有|实现|在)+"
)
_KIND = re.compile(
    r"(?:覆盖率|知晓率|满意度|培训率|支出率|执行率|完成率|合格率|达标率|到位率|增长率|增速|零售额|交易额|销售额|投资额|总人数|人数|人次|数量|户数|进度|率|额|数)$"
)
_GROWTH = re.compile(r"同比(?:增长|增速|增加|增幅)?$|增长$|增速$|增幅$")
_LEVEL = re.compile(r"国家级?|中央|全国|省部级|省级?|市级?|县级?|区级?|乡镇级?")
_OPEN_BRACKET = re.compile(r"[（(][^（()）]*$")
#: A metric of the packs that does not know these words is another one: coverage of villages is none of towns.
_TELLING = re.compile(r"乡镇|镇|行政村|贫困村|自然村|社区|农产品|旅游|餐饮|贫困|就业|创业|脱贫|同比|增长")
_SIGNS = re.compile(r"[\[\]{}|…!]")
_DONE = re.compile(
    r"建立|建成|建设|建有|制定|出台|组织|开展|举办|设立|成立|形成|提供|公开|报送|上报|统计|整合|实现|培育|引进|落实|检查|记录|编制|印发"
)
#: A wording of fewer characters fits too much.
_SHORTEST = 4
_DENIALS = "[未|无|没有|杜绝|防止|严禁|避免|不存在|零]"


def widened(drafted: Drafted, lexicon: Lexicon) -> Drafted:
    """A drafted clause whose metrics and facts are found in more wordings than its own.

    A metric that the extractor packs know takes their wordings, denominator rule and limits; a veto's fact is denied
    where the report says that there was none.

    Args:
        drafted: the clause.
        lexicon: the extractor packs.
    """
    metrics = {key: _metric(metric, lexicon.metrics) for key, metric in drafted.metrics.items()}
    named = {key: replace(fact, name=_closed(fact.name)) for key, fact in drafted.facts.items()}
    facts = {key: _fact(fact, named.values()) for key, fact in named.items()}
    if isinstance(drafted.rule, Veto):
        facts = {key: _deniable(fact) for key, fact in facts.items()}
    return replace(drafted, metrics=metrics, facts=facts)


def _metric(metric: Metric, known: Mapping[str, Metric]) -> Metric:
    name = _literal(metric.name)
    says = [f"{name}…{{n}}"]
    own = _WHOSE.sub("", name)
    if len(own) >= 2:
        says.append(f"{own}…{{n}}")
    growth = _GROWTH.search(own)
    kind = _KIND.search(own)
    if growth and len(own) - len(growth.group()) >= 2:
        says.append(f"{own[: growth.start()]}…[同比|增长|增速|增幅|提高]…{{n}}")
    elif kind and len(own) - len(kind.group()) >= 2:
        says.append(f"{own[: kind.start()][-4:]}…{kind.group()}…{{n}}")
    same = _same_in_packs(metric, own, known)
    if same is not None:
        return replace(
            metric,
            says=_phrases([*says, *(phrase.text for phrase in same.says)]),
            unless=same.unless,
            proxies=same.proxies,
            ratio=same.ratio,
            total_of=same.total_of,
            share=same.share,
        )
    return replace(
        metric, says=_phrases(says), share=bool(metric.unit == "%" and kind and "率" in kind.group())
    )


def _same_in_packs(metric: Metric, name: str, known: Mapping[str, Metric]) -> Metric | None:
    """The packs' metric that the clause's own words state."""
    stated = f"{name}{THIS_FIGURE}{metric.unit}"
    told = set(_TELLING.findall(name))
    fitting = [
        (phrase.weight, one)
        for one in known.values()
        if one.unit == metric.unit
        and told <= set(_TELLING.findall(one.name + "".join(phrase.text for phrase in one.says)))
        and not any(no.search(stated) for no in one.unless)
        for phrase in one.says
        if phrase.weight >= _SHORTEST and phrase.regex.match(stated)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _fact(fact: Fact, siblings: Iterable[Fact]) -> Fact:
    """A fact's wordings; one of a few characters (省级, 是) takes what it stands for from those beside it."""
    name = fact.name
    if len(name) > _SHORTEST:
        runs = [phrase.text for phrase in fact.partly_by if len(phrase.text) >= _SHORTEST]
        return replace(
            fact, shown_by=_phrases([_literal(name)]), partly_by=_phrases([*runs, *_loosely(name)])
        )
    level = _LEVEL.match(name)
    for other in siblings:
        beside = _LEVEL.search(other.name) if other.id != fact.id else None
        if level and beside and len(other.name) - beside.end() >= 2:
            return replace(
                fact, shown_by=(), partly_by=_phrases([f"{name}…{_literal(other.name[beside.end() :])}"])
            )
    if len(name) >= 3:
        return replace(fact, shown_by=(), partly_by=_phrases([_literal(name)]))
    whole = max((other.name for other in siblings), key=len)
    return replace(fact, shown_by=(), partly_by=_phrases([f"{name}……{_literal(whole)}"]))


def _loosely(name: str) -> Iterable[str]:
    """What a report may say more briefly: the verb and the end of what is done, 建成…服务中心. A person must look."""
    for run in re.split(r"[，。；：、（）()《》“”]|[的和与及或]", _literal(name)):
        done = _DONE.search(run)
        if done and len(run) - done.end() >= _SHORTEST:
            yield f"{done.group()}…{run[-_SHORTEST:]}"


def _deniable(fact: Fact) -> Fact:
    """A veto never holds by a word alone: a person must look, and 未发生 speaks against it."""
    runs = _phrases([_literal(fact.name), *(phrase.text for phrase in fact.partly_by)])
    return replace(
        fact,
        shown_by=(),
        partly_by=runs,
        denied_by=_phrases(f"{_DENIALS}…{phrase.text}" for phrase in runs),
    )


def _closed(name: str) -> str:
    """*name* without a bracket that is left open at its end: …举报窗口(公开."""
    return _OPEN_BRACKET.sub("", name).strip("，。；、 ") or name


def _literal(text: str) -> str:
    return _SIGNS.sub("", text)


def _phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(Phrase(text) for text in dict.fromkeys(texts))
