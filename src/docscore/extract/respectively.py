"""分别: which item of a list a figure of a list belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .context import Context

_WORD = "分别"
_CLAUSE_START = re.compile(r"[，。；：！？,;:!?\n\t]")
_AND = re.compile(r"、|以及|和|与|及")
_JOINTS = frozenset({"和", "、", "及", "与", "以及", "，", ","})
_LINK = re.compile(r"(?:为|达到?|是|有|约|至|到|占|了|[:：])+$")
_NOUN_BEHIND = re.compile(r"(?!和|与|及|、|的?[得扣])的?([\u4e00-\u9fff]{2,10})(?=[，。；！？、,;()（）]|$)")


def share_of(context: Context, earlier: Sequence[str]) -> str:
    """The subject that 分别 deals out to a figure.

    Args:
        context: the figure.
        earlier: subjects of the figures before it in the sentence.

    Returns:
        履约率 for the first of 履约率、开工率分别为86%、61.1%; 旅游收入同比增长 for the second of 接待游客9人次，实现旅游收入3元，
        分别同比增长26.7%和18.9%; empty if there is no 分别 or the lists differ in length.
    """
    text = context.text
    at = text.rfind(_WORD, 0, context.found.outer_start)
    if at < 0:
        return ""
    run = _run(context, at)
    if context.position not in run or len(run) < 2:
        return ""
    first, last = context.all[run[0]], context.all[run[-1]]
    verb = _LINK.sub("", text[at + len(_WORD) : first.outer_start])
    if len(verb) > 8:
        return ""
    starts = [match.end() for match in _CLAUSE_START.finditer(text, 0, at)]
    listed = text[starts[-1] if starts else 0 : at]
    order = run.index(context.position)
    if listed.strip():
        items = [item for item in _AND.split(listed) if item]
        return items[order] + verb if len(items) == len(run) else ""
    behind = _NOUN_BEHIND.match(text, last.outer_end)
    if behind:
        return behind.group(1)
    before = earlier[: run[0]][-len(run) :]
    return before[order] + verb if len(before) == len(run) else ""


def _run(context: Context, at: int) -> list[int]:
    """Positions of the figures that stand in one list behind 分别, which begins at *at*."""
    run: list[int] = []
    for position, found in enumerate(context.all):
        if found.outer_start < at:
            continue
        if run and context.text[context.all[run[-1]].outer_end : found.outer_start] not in _JOINTS:
            break
        run.append(position)
    return run
