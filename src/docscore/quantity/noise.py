"""Stretches of text whose numbers are no quantities: dates, document numbers, roads, ordinals, names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_SPELLED_DIGIT = "〇○零一二三四五六七八九"
_RUN = r"\d+(?:[-—–~～至到、]\d+){0,9}"

#: Each with what it is; the first that matches at a place wins.
_KINDS = (
    # dates
    r"(?<!\d)(?:19|20)\d{2}(?:年度?|学年)?(?:[-—–~～至到]|——)(?:19|20)?\d{2}(?:年度?|学年)",
    r"(?<!\d)(?:19|20)\d{2}[./-](?:1[0-2]|0?[1-9])[./-](?:3[01]|[12]\d|0?[1-9])(?!\d)日?",
    r"(?<!\d)(?:(?:19|20)\d{2}|[9012]\d)?年?(?:1[0-2]|0?[1-9])月份?(?:[-—–~～至到]|——)"
    r"(?:(?:19|20)\d{2}年)?(?:1[0-2]|0?[1-9])月份?(?:\d{1,2}日)?",
    r"(?<![\d.])(?:19|20)\d{2}(?:年|[./](?=(?:1[0-2]|0?[1-9])月))(?:度|末|底|初)?"
    r"(?:(?:1[0-2]|0?[1-9])月份?)?(?:[0-3]?\d(?:[-—–~～至到][0-3]?\d)?[日号])?",
    r"(?<![\d.])(?:1[0-2]|0?[1-9])(?:[-—–~～至到、](?:1[0-2]|0?[1-9])){0,11}月(?![租薪费均饼嫂供])份?"
    r"(?:[0-3]?\d(?:[-—–~～至到、][0-3]?\d){0,9}[日号])?",
    r"(?<![\d.])[0-3]?\d(?:[-—–~～至到][0-3]?\d)?日(?!内|以内|之内|[产均游])",
    r"(?<![\d.])0\d年",
    r"(?<!\d)[0-2]?\d[:：][0-5]\d(?::[0-5]\d)?(?!\d)",
    r"(?<!\d)[0-2]?\d时(?:[0-5]?\d分)?",
    rf"[{_SPELLED_DIGIT}]{{4}}年(?:[一二三四五六七八九十]{{1,2}}月(?:[一二三四五六七八九十]{{1,3}}日)?)?",
    r"[一二三四五六七八九十]{1,2}月(?:份|[一二三四五六七八九十]{1,3}日|底|初|上旬|中旬|下旬)",
    r"(?<![\d])7[×xX*]24小时|24小时(?=值班|服务|在线|热线|不|监控|自助|营业)",
    # numbers of papers, roads, things
    r"[〔\[［【(（](?:19|20)\d{2}(?:年)?[〕\]］】)）]第?\d*号?",
    r"第[一二三四五六七八九十百千零\d]{1,9}(?:[-—–~～至到、]第?[一二三四五六七八九十百千零\d]{1,9}){0,9}"
    r"(?:大|个|名|位|批|期|届|次|条|款|项|章|节|篇|季度|方|轮|页|行|列|段|号|代|类|级|道|者|线|产业|书记)?",
    rf"(?:附件|附表|附录|表|图|注|编号|代码|文号|邮编|电话|传真|手机|热线|账号|卡号|证号|税号|QQ|微信)[:：]?{_RUN}"
    r"(?:[-—–.]\d+){0,9}(?![\d.]*(?:[万亿张份%]|个(?!人)|家(?!庭)|户(?!籍)|人(?![员才口])|项(?!目)))",
    r"(?<!\d)\d{1,5}(?:[、,，]\d{1,5}){0,9}号(?!召|角)(?:令|文|楼|线|公路|院|地块|仓|馆|厅)?",
    r"(?<!\d)\d{1,4}(?:国道|省道|县道|乡道)",
    r"(?:国道|省道|县道|乡道|高速)[A-Z]?\d{1,4}线?(?:[、和及]\d{1,4}线?){0,9}|(?<![\d.])\d{3,4}线(?![路缆上下下性索])",
    r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|(?<!\d)400-?\d{3}-?\d{4}(?!\d)",
    # masked telephones and ID numbers: 138******21, 44***************3
    r"(?<!\d)\d{1,3}\*{3,}[\dX]{0,4}",
    r"(?<=\*\*)\d{1,4}",
    r"(?<!\d)\d{1,3}\.\d{1,3}\.\d{1,3}(?:\.\d{1,3}){0,9}(?!\d)",
    # ranks and classes
    r"前[一二三四五六七八九十\d]{1,5}(?:名|位|强|列)",
    r"(?:(?:排名|名列|位列|位居)(?:全[国省市州县区]|全球)?|[排居列]全[国省市州县区])(?:同类|县区|各县)?第?\d+(?:名|位)?(?![万亿])",
    r"(?<!\d)\d{1,4}(?:栋|幢|号楼)\d{2,4}室?|(?<![\d.])\d{3,4}室",
    r"[一二三四五六七八九十]{1,3}次(?=会议|全会|全体|代表大会)",
    r"(?<![\d.])\d+(?:星级?|级|A级?|G|D)(?![\d%])",
    r"(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,3}(?:星级|级|类|期工程|期项目|等奖|年级|线城市|环|号)",
    # headings
    r"(?m:^)[ \t#*>]*[(（]?\d{1,2}(?:[)）]|[、.．](?!\d))",
    r"(?<=[。；;！？!?])\s*(?:[(（]\d{1,2}[)）]|\d{1,2}(?:[、．]|[.)）](?!\d)))",
    r"[(（]\d{1,2}[)）](?=[\u4e00-\u9fff“《])",
    # counts inside the names of plans and ratios
    r"十[一二三四五六]五(?=[”\"’」』]|期|规划|时期|末|以来|开局|收官|目标|[,，。；])",
    r"[“\"‘「『][一二三四五六七八九十百千万两双\d]{1,3}[+·•、][一二三四五六七八九十\dNn]{1,3}(?:[+·•、][\dXNn一二三四五六七八九]{1,3}){0,9}",
    # “六个百分百”, “三张清单”, “五级书记”: a quoted name that a numeral begins
    r"[“\"‘「『][一二三四五六七八九十两]{1,2}[\u4e00-\u9fff][\u4e00-\u9fff、]{0,9}[”\"’」』]",
    r"(?<![\d.])\d+(?:\.\d+)?(?:[:：∶]\d+(?:\.\d+)?){1,4}(?![\d%])",
    r"(?<![\d.])\d+\+[\dNnXx]+(?:\+[\dNnXx]+){0,9}(?![\d%万亿])",
    r"(?<![\d.])\d{1,3}/\d{1,3}(?![\d%])",
)
# Most begin with a digit run and are tried only where one begins; for the others, the characters that one of them may
# begin with stand in front, so that the engine skips all other places at once.
_AT_DIGITS = tuple(kind for kind in _KINDS if kind.startswith((r"(?<!\d)", r"(?<![\d.])", r"(?<![\d])")))
_ELSEWHERE = tuple(kind for kind in _KINDS if kind not in _AT_DIGITS)
_NOISE = re.compile(
    rf"(?=\d)(?<!\d)(?:{'|'.join(f'(?:{kind})' for kind in _AT_DIGITS)})"
    r"|(?=[\d\s#*>(（〔\[［【“\"‘「『〇○零一二三四五六七八九十第附表图注编代文邮电传手热账卡证税Q微国省县乡高前排名位居列])"
    rf"(?:{'|'.join(f'(?:{kind})' for kind in _ELSEWHERE)})"
)

#: Coined names of the form 两铁三站, 五带五基地, 三环十射三联线: numerals that each take one or two characters in turn.
#: 百 and above are left out: 三千头五百只 is two counts.
_NUMERAL = "一二三四五六七八九十两双"
_COINED = re.compile(
    rf"(?<![{_NUMERAL}第\d])(?:[{_NUMERAL}]{{1,2}}(?![{_NUMERAL}百千万亿个家名项户人次年月日天元场台套份所座条分])[\u4e00-\u9fff]{{1,2}}?"
    rf"(?=[{_NUMERAL}])){{1,4}}[{_NUMERAL}]{{1,2}}(?![百千万亿个家名项户年月])[\u4e00-\u9fff]"
)

_ANY_NUMERAL = frozenset("0123456789零〇○一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟")


def noise(text: str) -> Iterator[tuple[int, int]]:
    """Spans of dates, paper and road numbers, ranks, headings and ratios in *text*, in order."""
    for match in _NOISE.finditer(text):
        yield match.span()


def coined_names(text: str) -> Iterator[tuple[int, int]]:
    """Spans of names that chain numerals (四通一达, 三环十射三联线), in order."""
    for match in _COINED.finditer(text):
        yield match.span()


def listed_names(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for the pack's words that hold a numeral but no quantity.

    Args:
        words: the words.

    Returns:
        A pattern that matches them, but not where the numeral at an end goes on: 一个 is not in 十一个.
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        after = "(?![0-9零〇一二三四五六七八九十百千万亿])" if word[-1] in _ANY_NUMERAL else ""
        by_first.setdefault(word[0], []).append(re.escape(word[1:]) + after)
    inside = "(?<![0-9零〇一二三四五六七八九十百千万亿两].)"  # looks back from past the first character
    branches = (
        re.escape(first) + (inside if first in _ANY_NUMERAL else "") + f"(?:{'|'.join(rests)})"
        for first, rests in by_first.items()
    )
    # The set of first characters in front lets the engine skip all other places at once.
    firsts = "".join(map(re.escape, by_first))
    return re.compile(f"(?=[{firsts}])(?:{'|'.join(branches)})" if by_first else r"(?!)")
