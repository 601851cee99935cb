"""G10: does the report repeat the rule document's words where it should tell its own story?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from ..model import Code, CriterionLine, Finding, Place, Reconciled, Severity, Stance
from .case import Case, stake

G10 = Code(
    "G10",
    Severity.WARNING,
    "依据照抄细则原文",
    "作为依据的句子大半是评分表里指标解释或评分标准的原话，没有写自己做了什么。照抄要求不等于做到。",
    "请改写实际情况：时间、数量、名单、文号",
    "评分标准写“每月报送工作进展、成效及相关统计数据”，正文一字不差",
)

#: So many letters in a row are no accident: names of things and stock phrases are shorter.
_COPIED = 20
#: … and they make up this part of the sentence; a sentence that adds as much of its own is not a copy.
_MOSTLY = 0.4
_LETTERS = re.compile(r"[^\u4e00-\u9fffA-Za-z]")


def copied_clause(case: Case) -> Iterator[Finding | Reconciled]:
    """G10: all that earns a line its points stands in the paper's own copy of the rules; one finding a paragraph."""
    rules = _LETTERS.sub("", _printed_rules(case))
    if not rules:
        return
    shared: dict[str, str] = {}
    copies: dict[int, dict[str, Place]] = {}
    lines_of: dict[int, list[CriterionLine]] = {}
    for line in case.lines.values():
        grounds = tuple(_grounds(line))
        for _, text in grounds:
            if text not in shared:
                shared[text] = _shared(rules, text)
        if grounds and all(shared[text] for _, text in grounds):
            block = grounds[0][0].block
            copies.setdefault(block, {}).update({shared[text]: place for place, text in grounds})
            lines_of.setdefault(block, []).append(line)
    for block, words in copies.items():
        lines = lines_of[block]
        names = "、".join(line.name for line in lines)
        quoted = "".join(f"“{said}”" for said in words)
        yield G10.finding(
            f"“{names}”的依据照抄细则原文{quoted}，没有写自己的情况",
            points=stake(lines),
            criteria=(line.id for line in lines),
            places=words.values(),
        )


def _printed_rules(case: Case) -> str:
    """The text of the self-score tables, which repeat the rules."""
    places = [row.place for row in case.assertions.self_scores]
    blocks = dict.fromkeys(place.block for place in places if place.cell and not place.paper)
    return "".join(case.document.blocks[block].text for block in blocks)


def _grounds(line: CriterionLine) -> Iterator[tuple[Place, str]]:
    """The sentences on which a line's points rest."""
    for statement in line.outcome.trace.statements:
        if statement.stance in (Stance.SHOWN, Stance.PARTLY):
            yield statement.place, statement.text


def _shared(rules: str, sentence: str) -> str:
    """The longest stretch of a sentence that stands in the rules, if it is much of the sentence."""
    kept = [i for i, letter in enumerate(sentence) if not _LETTERS.match(letter)]
    letters = "".join(sentence[i] for i in kept)
    size = max(_COPIED, ceil(_MOSTLY * len(kept)))
    shared = ""
    for start in range(len(letters)):
        while start + size <= len(letters) and letters[start : start + size] in rules:
            shared = sentence[kept[start] : kept[start + size - 1] + 1]
            size += 1
    return shared
