"""What is made of one clause: a rule, its inputs, and an honest account of what was not read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from ..model import Fact, FactHolds, Metric, Phrase, Rule

_LEAD = re.compile(
    r"^(?:凡|对|按照?|根据|如果?|若|能够?|有|已|达到|完成|实现|其中|且|并且?|或者?|同时|以及|及|的|在|处于|位于|本年度?|全年|年度|排名|得分)+"
)
_TAIL = re.compile(
    r"(?:达到|达|为|在|有|是|完成|实现|不低于|不少于|超过|高于|低于|处于|每|增加|增长|的|，|、|（|\(|≥|≤|>|<|=|X|x|到|至|于|且|或|并|数量?为|比上年|共|累计达?|分值)+$"
)


@dataclass(frozen=True, slots=True)
class Input:
    """Something that must be known to apply a rule.

    Attributes:
        id: id of the metric or fact in the rule.
        name: its Chinese name, from the words of the clause.
        unit: unit of a number; ``是/否`` for a fact.
    """

    id: str
    name: str
    unit: str


@dataclass(frozen=True)
class Drafted:
    """A clause as a rule.

    Attributes:
        kind: kind of the line: that of its rule, ``bonus`` where it only adds, ``unread`` if there is no rule.
        max: most points, ``None`` if the clause sets no limit.
        rule: the rule; ``None`` if the clause could not be read.
        inputs: what must be known, in the order of the clause.
        metrics: metrics of the rule, by id.
        facts: facts of the rule, by id.
        ambiguities: what the clause leaves open and how it is treated, in Chinese.
        unread: parts of the clause that the rule does not cover, verbatim.
        clause: the clause.
    """

    kind: str
    max: Decimal | None
    rule: Rule | None
    inputs: tuple[Input, ...]
    metrics: dict[str, Metric]
    facts: dict[str, Fact]
    ambiguities: tuple[str, ...]
    unread: tuple[str, ...]
    clause: str


@dataclass
class Sketch:
    """Inputs, doubts and gaps as they come up while a clause is read.

    Attributes:
        prefix: put before the ids of metrics and facts, so that those of many clauses stay apart.
        about: what the clause is about, the name of a metric that the clause itself does not name.
    """

    prefix: str = ""
    about: str = ""
    inputs: list[Input] = field(default_factory=list)
    metrics: dict[str, Metric] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    ambiguities: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def metric(self, words: str, unit: str) -> str:
        """The id of the metric that *words* name; a new one if there is none of that name and unit."""
        name = subject(words) or self.about or "数值"
        for known in self.inputs:
            if known.id in self.metrics and (known.name, known.unit) == (name, unit):
                return known.id
        identifier = f"{self.prefix}m{len(self.metrics) + 1}"
        # A document states it in its own words: the name before the figure, with room between.
        says = (Phrase(f"{_literal(name)}…{{n}}"),)
        self.metrics[identifier] = Metric(identifier, name, unit, says)
        self.inputs.append(Input(identifier, name, unit))
        return identifier

    def fact(self, words: str) -> str:
        """The id of the fact that *words* describe; a new one if there is none."""
        name = words.strip("，。；：、 ") or self.about or "做到"
        for known in self.inputs:
            if known.id in self.facts and known.name == name:
                return known.id
        identifier = f"{self.prefix}f{len(self.facts) + 1}"
        self.facts[identifier] = Fact(
            identifier, name, partly_by=wordings(name), shown_by=(Phrase(_literal(name)),)
        )
        self.inputs.append(Input(identifier, name, "是/否"))
        return identifier

    def holds(self, words: str) -> FactHolds:
        """The condition that *words* describe."""
        return FactHolds(self.fact(words))


def subject(words: str) -> str:
    """What words before a number speak of: 示范县电子商务交易额同比增长 of 示范县电子商务交易额同比增长30%."""
    text = re.split(r"[，。；：]", words.strip("，。；：、 "))[-1]
    while True:
        shorter = _TAIL.sub("", _LEAD.sub("", text))
        if shorter == text:
            return text
        text = shorter


def wordings(name: str) -> tuple[Phrase, ...]:
    """Wordings that touch on a fact: its longest run of plain words."""
    runs = [run for run in re.split(r"[，。；：、（）()《》“”]|[的和与及或]", name) if len(run) >= 4]
    return tuple(Phrase(_literal(run)) for run in sorted(runs, key=len, reverse=True)[:2])


def _literal(text: str) -> str:
    """*text* without the characters that mean something in a phrase."""
    return re.sub(r"[\[\]{}|…!]", "", text)
