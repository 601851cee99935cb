"""Traditional → Simplified, one character for one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

#: Common in official papers, and never written so in Simplified ones.
_ONLY_TRADITIONAL = re.compile(
    "[個們來時為國會對電農業務實發資縣鎮貧戶產達與進設區開關項網絡銷員師費總體經濟組織領導責單點據檢驗證訓統計劃標準應營運場鏈價額數萬億環節東車長門問間題義鄉轉書記錄報較後從動過還這種學習歷號廣陝聯]"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_FEWEST = 12
_ONE_IN = 15

# OpenCC leaves these: its standard has them as characters of their own.
_MISSED = str.maketrans("陜", "陕")


def is_traditional(texts: Iterable[str]) -> bool:
    """Whether a paper is written in Traditional characters; a few of them in a name or a quotation do not make it so.

    Args:
        texts: the texts of all its blocks.
    """
    marks = characters = 0
    for text in texts:
        marks += len(_ONLY_TRADITIONAL.findall(text))
        characters += len(_HAN.findall(text))
    return marks >= _FEWEST and marks * _ONE_IN >= characters


def simplified(text: str) -> str:
    """*text* in Simplified characters, of the same length."""
    convert = _converter()
    whole = convert(text)
    if len(whole) != len(text):  # a word for a word of another length: give up on words, keep the offsets
        whole = "".join(one if len(one := convert(character)) == 1 else character for character in text)
    return whole.translate(_MISSED)


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC  # costs a tenth of a second; hardly a paper needs it

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
