"""C10, C11: is what was only signed or only applied for told as done?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Code, Figure, Finding, Reconciled, Severity
from .case import Case, stake
from .enumerations import listed

C10 = Code(
    "C10",
    Severity.WARNING,
    "签约数当作完成数",
    "同一个数，一处说的是签订协议或达成意向，另一处当作已经入驻、建成或完成。",
    "请分别写明签约数和实际完成数，并附名单",
    "一处写“与 20 家企业签订入驻协议”，另一处写“已有 20 家企业入驻”",
)
C11 = Code(
    "C11",
    Severity.WARNING,
    "一处列为已有，另一处还在申报",
    "同一个名目，一处算在已经拥有或认定的个数里，另一处说它还是候选、申报或创建中。",
    "请核实是否已经批准，并写明批准文件和日期",
    "“拥有 2 个省级产业园（甲、乙）”，另一处写“乙进入候选名单”",
)

_SIGNED = re.compile(
    r"签(?:订|署|下|定)[^，。；]{0,10}(?:协议|合同|意向)|签约(?!入驻|并|后|落户)|达成[^，。；]{0,6}(?:协议|意向)|意向(?:入驻|书|协议|企业)"
)
#: How far from the figure, in its clause, the words of signing may stand.
_NEAR = 12
_STILL = re.compile(
    r"候选|争创|培育名单|创建名单|待批|待审|拟(?:建|创建|认定|申请|申报)|(?:正在|正|积极|继续)(?:创建|申报|申请)(?!成功)"
)
_SENTENCE_SPAN = 30
#: A shorter name may be part of many others.
_NAME = 5


def signed_as_done(case: Case) -> Iterator[Finding | Reconciled]:
    """C10: of the claims of one value, some speak of contracts and some of what is there."""
    for value, lines in case.used_values:
        signed = tuple(claim.figure for claim in value.claims if _is_signed(case, claim.figure))
        done = tuple(claim.figure for claim in value.claims if claim.figure not in signed)
        if not signed:
            continue
        other = "另一处写成已经做到" if done else "没有写实际做到多少"
        message = f"{case.metric_name(value.metric)} {value.printed}，一处说的是签订协议的数，{other}"
        yield C10.finding(
            message,
            points=stake(lines),
            criteria=(line.id for line in lines),
            figures=(*signed, *done),
        )


def _is_signed(case: Case, figure: Figure) -> bool:
    text = case.extraction.sentences[figure.sentence].text
    after = re.split(r"[，。；]", text[figure.end :], maxsplit=1)[0][:_NEAR]
    before = re.split(r"[，。；]", text[: figure.start])[-1][-_NEAR:]
    return bool(_SIGNED.search(before) or _SIGNED.search(after))


def listed_but_applied_for(case: Case) -> Iterator[Finding | Reconciled]:
    """C11: a name of a complete list is elsewhere still a candidate."""
    waiting = [sentence for sentence in case.extraction.sentences if _STILL.search(sentence.text)]
    looked_up: set[str] = set()
    for figure, names in listed(case):
        for name in names:
            if len(name) < _NAME or name in looked_up:
                continue
            looked_up.add(name)
            for sentence in waiting:
                start = sentence.text.find(name)
                if start < 0 or sentence.index == figure.sentence:
                    continue
                match = _STILL.search(sentence.text, start + len(name), start + len(name) + _SENTENCE_SPAN)
                if match is None:
                    continue
                said = re.split(r"[，。；]", sentence.text[start:], maxsplit=1)[0]
                message = f"“{name}”一处算在{figure.subject}{figure.printed}里，另一处写“{said}”"
                yield C11.finding(message, figures=(figure,), places=(figure.place, sentence.place))
                break
