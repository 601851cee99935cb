"""What a figure counts or measures, in the document's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Lexicon, Role
from ..quantity import without_periods
from .context import Context
from .respectively import share_of
from .segmenter import Segmenter
from .words import pattern

_LONGEST = 24
#: What stands between a subject and its number without being part of it.
_LINK = re.compile(
    r"(?:已经|已|共计|共有|共|总计|合计|累计|分别|均|仅需|仅|达到|达|为|是|有|约|近|超过|超|突破|至|到|在|由|从|现有|拥有|设有|建有|争取|力争|给予|占|了|[:：]|[(（/¥￥+\-－]|人民币)+$"
)
_LEAD = re.compile(
    r"^(?:其中|同时|另外|另|并且|并|且|以及|及|和|与|、|的|等|[)）”’」』：:\s]|目前|现|全年|今年|去年|已|共|还|分别|确保|力争|实现|且|[/+\-－])+"
)
_AFTER_END = re.compile(
    r"[，。；！？：、,;:!?()（）/\n\t]|的?不?[得扣计加](?=\d|分)|和(?=\d)|及(?=\d)|以及|并"
)
_NEXT_ITEM = re.compile(r"/|和|与|及|以及|或|、|并")
#: Heads that say nothing without what they belong to.
_EMPTY_HEADS = frozenset(
    {
        "总数",
        "总量",
        "数量",
        "总额",
        "占比",
        "比例",
        "比重",
        "增幅",
        "降幅",
        "增速",
        "人均",
        "户均",
        "村均",
        "每亩",
        "每户",
        "每人",
        "最高",
        "最低",
    }
)
_RATES = {"%", "‰", "百分点", "倍"}
_BY_AMOUNT = {"%", "‰", "元", "美元", "百分点", "倍", "分"}


class Subjects:
    """Finds subjects with the words of a lexicon.

    Args:
        lexicon: words of change, which lead up to a number without naming what changed.
        segmenter: cuts a long phrase at a word's edge.
    """

    def __init__(self, lexicon: Lexicon, segmenter: Segmenter) -> None:
        # 增产, 减收 name what changed; 增长, 同比 do not.
        changes = (word for word in lexicon.role_cues.get(Role.CHANGE, ()) if word[-1] not in "产收排")
        words = pattern(changes).pattern
        self._change = re.compile(rf"(?:由|从|较|(?<!占)比|上年|去年|同期|以上|以下|增|降|升|减|{words})+$")
        self._changes = re.compile(rf"(?:{words}|增|降|升|减)[^，。]{{0,3}}(?:到|至|为)")
        self._segmenter = segmenter

    def of(self, context: Context, earlier: Sequence[str]) -> str:
        """The noun phrase behind a counting unit, or the one that leads up to the number.

        Args:
            context: the figure.
            earlier: subjects of the figures before it in the sentence, for 5038户13710人 and 同比增长5%.
        """
        previous = earlier[-1] if earlier else ""
        spoken = context.spoken
        if spoken.cell is not None and spoken.headers is not None and context.found.outer_start == 0:
            parts = (spoken.headers.row_name(spoken.cell), *spoken.headers.path(spoken.cell))
            named = "·".join(part for part in parts if part)
            if named and not context.after.strip():
                return named
        shared = share_of(context, earlier)
        if shared:
            return shared
        behind, ahead = _behind(context), self._ahead(context)
        if self._changes.match(behind):  # 由420张增加到600张
            behind = ""
        unit = context.found.quantity.unit
        if unit in _BY_AMOUNT:
            if unit in _RATES and context.after.startswith("的") and behind:
                return behind  # 15%的所得税
            chosen = (
                ahead + behind
                if ahead and len(behind) <= 4
                else ahead or (behind if not previous or not context.before.strip() else "")
            )
        else:
            chosen = behind or ahead
        if chosen in _EMPTY_HEADS:
            return previous + chosen
        return chosen or _beyond(context) or previous

    def _ahead(self, context: Context) -> str:
        phrase = context.gap
        cut = max(phrase.rfind(mark) for mark in "、()（）")
        if 0 <= cut < len(phrase.rstrip("：:")) - 1:
            phrase = phrase[cut + 1 :]
        phrase = self._change.sub("", _LINK.sub("", without_periods(phrase.rstrip())))
        phrase = _LEAD.sub("", _LINK.sub("", phrase))
        if len(phrase) <= _LONGEST:
            return phrase
        kept = ""
        for word in reversed(self._segmenter.words(phrase)):
            if len(kept) + len(word) > _LONGEST:
                break
            kept = word + kept
        return kept


def _beyond(context: Context) -> str:
    """5038户13710人实现脱贫: what stands behind the next figure speaks of both."""
    following = context.following
    if following is None or following.outer_start > context.found.outer_end:
        return ""
    end = _AFTER_END.search(context.text, following.outer_end)
    return context.text[following.outer_end : end.start() if end else None][:_LONGEST]


def _behind(context: Context) -> str:
    text = context.text
    if _NEXT_ITEM.match(text, context.found.outer_end):
        return ""
    end = _AFTER_END.search(text, context.found.outer_end)
    stop = end.start() if end else len(text)
    if context.following and context.following.outer_start < stop:
        head = text.rfind("的", context.following.outer_end, stop)
        if head < 0:
            stop = context.following.outer_start  # 5038户13710人
        else:
            between = text[context.found.outer_end : context.following.outer_start]
            return (
                text[head + 1 : stop]
                if between and text[head + 1 : stop]
                else between + text[head + 1 : stop]
            )
    phrase = text[context.found.outer_end : stop]
    owner, of, head_noun = phrase.rpartition("的")
    if of and head_noun:
        phrase = head_noun if owner.strip() else phrase.removeprefix("的")
    return _LEAD.sub("", phrase)[:_LONGEST]
