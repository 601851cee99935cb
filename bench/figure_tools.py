"""Runs in the bench's own environment: the figures that another tool finds in passages.

    python figure_tools.py cn2an|jionlp|recognizers < passages.json > figures.json

In: a list of texts. Out: ``{"seconds": CPU time of the best of six passes, "figures": [[[start, end, value, unit], …], …]}``, values
as decimal strings in the base unit. Each tool gets what it lacks to name a unit at all (a measure word behind the
number), so that it is compared on reading numbers, not on having a list of words.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation

Figure = tuple[int, int, str, str]

#: The usual measure words, longest first; 万 and 亿 multiply.
UNITS = (
    "平方公里|平方米|立方米|个百分点|人次|家次|辆次|批次|户次|公里|千米|公斤|千瓦时|千瓦|延米|学时|场次|个月|小时|亿元|万元|元|"
    "户|人|名|个|家|所|座|件|项|次|场|期|套|台|辆|张|亩|吨|头|只|条|处|宗|起|对|份|篇|册|株|盏|天|岁|年|米|分|倍|成|%|‰|㎡"
)
BASE = {"名": "人", "个百分点": "百分点", "千米": "公里", "延米": "米", "㎡": "平方米"}
AFTER = re.compile(rf"\s*[多余]?(?P<times>[十百千]?[万亿])?[多余]?(?P<unit>{UNITS})")
TIMES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def with_unit(text: str, start: int, end: int, value: Decimal) -> Figure | None:
    """The number with the measure word behind it; ``None`` if there is none."""
    match = AFTER.match(text, end)
    if match is None:
        return None
    for character in match["times"] or "":
        value *= TIMES[character]
    unit = match["unit"]
    if unit in {"万元", "亿元"}:
        value, unit = value * TIMES[unit[0]], "元"
    return start, match.end(), str(value), BASE.get(unit, unit)


def cn2an_figures() -> Callable[[str], Iterator[Figure]]:
    """cn2an behind a regular expression, as it is commonly used."""
    import cn2an

    number = re.compile(r"\d[\d,]*(?:\.\d+)?|[零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]+")

    def find(text: str) -> Iterator[Figure]:
        for match in number.finditer(text):
            written = match.group().replace(",", "")
            try:
                value = Decimal(str(cn2an.cn2an(written, "smart")))
            except (ValueError, InvalidOperation):
                continue
            figure = with_unit(text, *match.span(), value)
            if figure:
                yield figure

    return find


def jionlp_figures() -> Callable[[str], Iterator[Figure]]:
    """JioNLP's money; it reads no other quantity."""
    import jionlp

    def find(text: str) -> Iterator[Figure]:
        for found in jionlp.ner.extract_money(text, with_parsing=True) or []:
            number = found["detail"]["num"]
            number = number[0] if isinstance(number, list) else number
            yield found["offset"][0], found["offset"][1], str(number), found["detail"]["case"]

    return find


def recognizers_figures() -> Callable[[str], Iterator[Figure]]:
    """Recognizers-Text: percentages and currency by its own models, other numbers with the measure word behind."""
    from recognizers_number import Culture, recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency

    def find(text: str) -> Iterator[Figure]:
        taken: list[tuple[int, int]] = []
        models = ((recognize_percentage, "%"), (recognize_currency, "元"), (recognize_number, ""))
        for model, unit in models:
            for found in model(text, Culture.Chinese):
                start, end = found.start, found.end + 1
                if any(start < other_end and other_start < end for other_start, other_end in taken):
                    continue
                raw = str((found.resolution or {}).get("value") or "").rstrip("%")
                try:
                    value = Decimal(raw)
                except InvalidOperation:
                    continue
                figure = (start, end, str(value), unit) if unit else with_unit(text, start, end, value)
                if figure:
                    taken.append((start, end))
                    yield figure

    return find


TOOLS = {"cn2an": cn2an_figures, "jionlp": jionlp_figures, "recognizers": recognizers_figures}


def main() -> None:
    """Read passages, find figures six times, and keep the best time."""
    texts = json.load(sys.stdin)
    out, sys.stdout = sys.stdout, sys.stderr  # some tools greet on stdout
    find = TOOLS[sys.argv[1]]()
    seconds = float("inf")
    for _ in range(6):
        begin = time.process_time()
        figures = [list(find(text)) for text in texts]
        seconds = min(seconds, time.process_time() - begin)
    json.dump({"seconds": seconds, "figures": figures}, out, ensure_ascii=False)


if __name__ == "__main__":
    main()
