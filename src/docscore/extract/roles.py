"""What a figure is for: table header, clause cues, section and mood, in this order."""

from __future__ import annotations

import re

from ..model import Comparator, Lexicon, Mood, Role
from .context import Context
from .words import pattern

_BOUNDED = {Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT, Comparator.RANGE}
_RATES = {"%", "‰", "百分点", "倍"}
#: 提高到50%, 增至3亿元 name a level; 增长率为5%, 降幅达5% a change.
_TO_LEVEL = re.compile(r"(?:到|至|为|达到?)$")
_RATE_OF_CHANGE = re.compile(r"(?:增长率|率为|幅度?|增速|涨幅)(?:约?为|达到?)?$")
_CHANGE_LINK = re.compile(r"(?:了|约|近|超过?|幅度|率|为|达到?|至少|平均|均|累计|分别|[:：])*$")
#: What links a bounded amount to the noun that it describes.
_ATTRIBUTE = re.compile(r"的|和|及|、|以及|或")
_MEASURED_NOUN = re.compile(r"(?:额|量|积|入|值|资|产|模|金|达到?|在|为|超过?)$")
_FROM = re.compile(r"(?:由|从)[^，。；\d]{0,6}(?:(?:19|20)?\d{2}年[底末初]?)?[^，。；\d]{0,14}$")
#: 每低5个百分点扣1分: a rule, whatever the sentence is.
_DEDUCTION = re.compile(r"(?:每|[多少]\d)[^，。；]{0,20}[扣加减得]\d+(?:\.\d+)?分")
_TO = re.compile(r"[^，。；]{0,12}(?:到|至|为)")
_CLASS = re.compile(r"[\u4e00-\u9fff]{2,14}")
_OF_THEM = re.compile(r"[(（]?其中")
_SO_FAR = re.compile(r"已|目前|现有|截至|截止|实际|现已")
_DONE = frozenset({"实际", "完成", "实现", "累计", "到位"})
_LEADING_REFERENCE = frozenset(
    {"下辖", "辖", "管辖", "距", "距离", "相距", "海拔", "位于", "境内", "地处", "车程", "仅需"}
)


class Roles:
    """Decides roles with the words of a lexicon.

    Args:
        lexicon: cues by role.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._change = re.compile(f"(?:{pattern(lexicon.role_cues.get(Role.CHANGE, ())).pattern})$")
        # One pattern for all: the longest word at a place wins, so 森林覆盖率 is not read as 覆盖.
        self._role_of = {word: role for role, words in lexicon.role_cues.items() for word in words}
        self._cue = pattern(self._role_of)
        self._planned = pattern(lexicon.mood_cues.get(Mood.PLANNED, ()))
        self._after = {role: pattern(words) for role, words in lexicon.after_cues.items()}
        self._reference_sections = pattern(lexicon.role_sections.get(Role.REFERENCE, ()))

    def of(self, context: Context, before: Role | None) -> Role:
        """The role of one figure.

        Args:
            context: the figure and its clause.
            before: role of the figure before it in the sentence; 26.7%和18.9% share one.
        """
        spoken, unit = context.spoken, context.found.quantity.unit
        mood = spoken.sentence.mood
        if spoken.cell is not None and spoken.headers is not None:
            by_header = spoken.headers.role(spoken.cell)
            if by_header is not None:
                return Role.SCORE if unit == "分" else by_header
        if unit == "分":
            return Role.SCORE
        if mood is Mood.RULE or _DEDUCTION.search(context.clause):
            return Role.THRESHOLD
        if self._qualifies(context) or self._classifies(context):
            return Role.THRESHOLD
        if context.joined and before is not None and before is not Role.THRESHOLD:
            return before
        planned = self._is_planned(context)
        if self._is_change(context):
            return Role.TARGET if planned else Role.CHANGE
        if not planned and self._is_start(context):
            return Role.REFERENCE
        by_after, by_cue = self._by_after(context), self._by_cue(context)
        if by_after is not None:
            return by_after
        if by_cue is Role.REFERENCE and (
            unit == "人次" or (before is Role.ACTUAL and _OF_THEM.match(context.before))
        ):
            by_cue = Role.ACTUAL
        if planned:
            return Role.THRESHOLD if by_cue is Role.THRESHOLD else Role.TARGET
        if by_cue is not None:
            return by_cue
        if self._goes_on(context, before):
            return before or Role.ACTUAL
        if self._reference_sections.search("\n".join(spoken.headings)):
            return Role.REFERENCE
        return Role.ACTUAL

    def _goes_on(self, context: Context, before: Role | None) -> bool:
        """Whether the figure carries on a list of targets or of statistics; 由A增长到B does not."""
        if before is Role.TARGET:
            return True
        return (
            before is Role.REFERENCE
            and not self._is_action(context.after)
            and _TO_LEVEL.search(context.gap) is None
        )

    def _is_planned(self, context: Context) -> bool:
        """Whether the figure itself is planned: by its section, or by a word that stands before it."""
        if context.spoken.sentence.mood is not Mood.PLANNED:
            return False
        if context.spoken.section is Mood.PLANNED:
            return not (_SO_FAR.search(context.before) and not self._planned.search(context.before))
        so_far = [match.end() for match in _SO_FAR.finditer(context.text, 0, context.found.start)]
        plans = [match.end() for match in self._planned.finditer(context.text, 0, context.found.start)]
        return bool(plans) and (not so_far or so_far[-1] < plans[-1])

    def _qualifies(self, context: Context) -> bool:
        """A bounded amount that only describes what is counted: 5家年销售额达500万以上的企业, 65岁以上."""
        quantity, previous = context.found.quantity, context.previous
        if quantity.unit == "岁":
            return True
        leads_on = _ATTRIBUTE.match(context.after)
        if quantity.comparator not in _BOUNDED or not leads_on or quantity.unit in _RATES:
            return False
        if previous is not None and previous.end > context.clause_start:
            return previous.quantity.unit != quantity.unit and _MEASURED_NOUN.search(context.gap) is not None
        return leads_on.group() == "的" and quantity.unit in {
            "元",
            "亩",
            "公里",
            "年",
            "个月",
            "吨",
            "平方米",
        }

    def _classifies(self, context: Context) -> bool:
        """100头以上养猪场27个: the bound names the class of what the next figure counts."""
        found, following = context.found, context.following
        if found.outer_end == found.end or found.quantity.comparator not in {Comparator.GE, Comparator.LE}:
            return False
        if following is None or following.end > context.clause_end or found.quantity.unit in _RATES:
            return False
        between = context.text[found.outer_end : following.outer_start]
        return (
            following.quantity.unit not in {found.quantity.unit, "分", *_RATES}
            and _CLASS.fullmatch(between) is not None
            and not self._is_action(between)
        )

    def _is_change(self, context: Context) -> bool:
        unit, before = context.found.quantity.unit, context.before
        behind = self._after.get(Role.CHANGE)
        if unit == "百分点" or (unit in _RATES and behind and behind.match(context.after)):
            return True
        if _TO_LEVEL.search(before) and not _RATE_OF_CHANGE.search(before):
            return False
        link = _CHANGE_LINK.search(before)
        return self._change.search(before[: link.start()] if link else before) is not None

    def _is_start(self, context: Context) -> bool:
        """由A增长到B: A is where it started."""
        if context.following is None or not _FROM.search(context.before):
            return False
        return _TO.match(context.after) is not None

    def _by_after(self, context: Context) -> Role | None:
        for role, words in self._after.items():
            if role not in {Role.CHANGE, Role.THRESHOLD} and words.match(context.after):
                return role
        return None

    def _is_action(self, text: str) -> bool:
        return any(self._role_of[match.group()] is Role.ACTUAL for match in self._cue.finditer(text))

    def _by_cue(self, context: Context) -> Role | None:
        """What the clause before the figure tells; words of the place's statistics count only beside it."""
        before = context.before
        cues = [(match.group(), match.start()) for match in self._cue.finditer(before)]
        told: Role | None = None
        target_word, target_end = "", -1
        for word, start in cues:
            role = self._role_of[word]
            if role is Role.TARGET:
                told, target_word, target_end = role, word, start + len(word)
            elif role is Role.ACTUAL and told is Role.TARGET:
                # 目标任务完成4200人 is done; 计划完成4200人, 目标培训4200人 are not.
                intended = start == target_end and target_word[-1] not in "标务值数"
                if word in _DONE and not intended:
                    told = role
            elif role in {Role.ACTUAL, Role.THRESHOLD}:
                told = role
        if told is not None:
            of_target = before.endswith("的") and context.found.quantity.unit in _RATES  # 任务的105%
            return Role.ACTUAL if of_target else told
        if any(word in _LEADING_REFERENCE for word, _ in cues) or self._is_reference(context):
            return Role.REFERENCE
        return None

    def _is_reference(self, context: Context) -> bool:
        """常住人口42万人, 共195个行政村: the word stands right before the number, or ends what follows it."""
        stem = _CHANGE_LINK.sub("", context.gap).rstrip("有共计总现约")
        ahead = [match for match in self._cue.finditer(stem) if match.end() == len(stem)]
        behind = re.split(r"[、（(：:和及与]", context.after, maxsplit=1)[0]
        followed = [match for match in self._cue.finditer(behind) if match.end() == len(behind)]
        return any(self._role_of[match.group()] is Role.REFERENCE for match in (*ahead, *followed))
