"""A number and its cell format → the text that the sheet shows: 0.835 with ``0.0%`` is 83.5%."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

#: Formats that a file names only by number; 27–36 and 50–58 are those of a Chinese Excel.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"',
    35: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss",
    48: "0.00E+00", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

_PIECE = re.compile(
    r'"(?P<text>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<exponent>[Ee][+-]0+)|(?P<digits>[0#?]+)|(?P<sign>[.,%;@])"
    r"|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[aA]{3,4}(?![mM/])|AM/PM|am/pm|A/P|上午/下午)|(?P<other>.)",
    re.DOTALL,
)
_EXACT = Context(prec=15)
_SHOWN = Context(prec=11)
_EPOCH = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no zone
_LAST_DAY = 2_958_465
_WEEKDAYS = "一二三四五六日"
_MOST_DECIMALS = 30


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format, for positive, negative, zero and text."""

    before: str
    after: str
    whole: int
    decimals: int
    optional: int
    grouped: bool
    scale: int
    general: bool
    placed: bool
    dates: tuple[tuple[str, str], ...]
    inserted: tuple[tuple[str, int], ...]


def printed(value: float, code: str | None) -> str:
    """A number as its cell shows it; without a format, with up to 11 digits as a cell of that format does.

    Args:
        value: the number.
        code: its format, ``None`` or ``General`` for none.
    """
    number = Decimal(repr(value))
    if not number.is_finite():
        return ""
    if not code:
        return _general(number)
    sections = _sections(code)
    signed = len(sections) > 1 and number < 0
    section = sections[1] if signed else sections[2] if len(sections) > 2 and number == 0 else sections[0]
    if section.dates:
        if 0 <= value <= _LAST_DAY:
            return printed_moment(_EPOCH + datetime.timedelta(days=value), code)
        return _general(number)
    amount = abs(number) if signed else number
    if section.general:
        return section.before + _general(amount) + section.after
    if not section.placed:  # a format of words alone: "无", or the blank third part that hides a zero
        return section.before + section.after
    sign = "-" if amount < 0 else ""
    return sign + section.before + _fixed(abs(amount), section) + section.after


def printed_moment(moment: datetime.datetime | datetime.date | datetime.time, code: str | None) -> str:
    """A date or time of day as its cell shows it; without a format as ``2021/8/31`` or ``9:30``."""
    time = moment if isinstance(moment, datetime.time) else None
    if isinstance(moment, datetime.datetime):
        whole = moment
    else:
        day = _EPOCH.date() if isinstance(moment, datetime.time) else moment
        whole = datetime.datetime.combine(day, time or datetime.time())
    if not code or not _sections(code)[0].dates:
        clock = f"{whole.hour}:{whole.minute:02}" + (f":{whole.second:02}" if whole.second else "")
        if time is not None:
            return clock
        day_text = f"{whole.year}/{whole.month}/{whole.day}"
        return f"{day_text} {clock}" if whole.time() != datetime.time() else day_text
    pieces = _sections(code)[0].dates
    half_day = any(kind == "date" and text.upper() in ("AM/PM", "A/P", "上午/下午") for kind, text in pieces)
    return "".join(_moment_piece(pieces, place, whole, half_day) for place in range(len(pieces))).strip()


def is_plain(code: str) -> bool:
    """Whether a format shows a number just as it is stored."""
    return code in ("", "General", "@", "G/通用格式")


def _general(number: Decimal) -> str:
    exact = _EXACT.plus(number)
    shown = exact if exact == exact.to_integral_value() else _SHOWN.plus(exact)
    if shown == 0:
        return "0"
    text = f"{shown:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _fixed(number: Decimal, section: _Section) -> str:
    shift = section.scale
    scaled = _EXACT.plus(number).scaleb(shift)
    with_digits = scaled.quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP, Context(prec=400))
    text = f"{with_digits:f}"
    whole, _, part = text.partition(".")
    while part and len(part) > section.decimals - section.optional and part.endswith("0"):
        part = part[:-1]
    whole = whole.lstrip("0").rjust(section.whole, "0")
    if section.grouped:
        head = len(whole) % 3
        groups = ([whole[:head]] if head else []) + [whole[i : i + 3] for i in range(head, len(whole), 3)]
        whole = ",".join(groups)
    for literal, places in section.inserted:  # 0!.0, is a way to write ten thousands: 1234567 as 123.5
        whole = whole.rjust(places + 1, "0")
        whole = whole[:-places] + literal + whole[-places:]
    return f"{whole}.{part}" if part else whole


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[tuple[str, str]]] = [[]]
    for match in _PIECE.finditer(code):
        kind = match.lastgroup or "other"
        text = match.group(kind)
        if kind == "sign" and text == ";":
            parts.append([])
        else:
            parts[-1].append((kind, text))
    return tuple(_section(part) for part in parts[:4])


def _section(pieces: list[tuple[str, str]]) -> _Section:
    before: list[str] = []
    after: list[str] = []
    inserted: list[tuple[str, int]] = []
    whole = decimals = optional = scale = trailing = 0
    seen = point = grouped = general = False
    has_date = any(
        kind == "date" or (kind == "bracket" and re.fullmatch(r"[hH]+|[mM]+|[sS]+", text))
        for kind, text in pieces
    )
    fraction = any(kind == "other" and text == "/" for kind, text in pieces)
    for place, (kind, text) in enumerate(pieces):
        words = _words(kind, text)
        if kind == "digits":
            if point:
                decimals += len(text)
                optional = optional + len(text) if set(text) <= {"#", "?"} else _optional(text)
            else:
                if after and pieces[place - 1][0] == "escaped":
                    inserted.append((after.pop(), 0))
                inserted = [(literal, places + len(text)) for literal, places in inserted]
                grouped = grouped or trailing > 0
                whole += text.count("0")
            trailing = 0
            seen = True
        elif kind == "sign" and text == "." and seen and not point:
            point = True
        elif kind == "sign" and text == "." and not seen:
            point = seen = True
        elif kind == "sign" and text == "," and seen:
            trailing += 1
        elif kind == "sign" and text == "%":
            scale += 2
            (after if seen else before).append("%")
        elif kind == "general":
            general = seen = True
        elif words and not (fraction and words in "/ "):
            (after if seen else before).append(words)
        if kind not in ("digits", "sign"):
            scale -= 3 * trailing
            trailing = 0
    scale -= 3 * trailing
    exponent = any(kind == "exponent" for kind, _ in pieces)
    if seen and (fraction or exponent) and not has_date:
        general = True
    return _Section(
        "".join(before), "".join(after), whole, min(decimals, _MOST_DECIMALS), optional, grouped, scale,
        general, seen, tuple(pieces) if has_date else (), tuple(inserted),
    )  # fmt: skip


def _optional(text: str) -> int:
    """How many of the last places of a fraction are shown only if they are not 0."""
    return len(text) - len(text.rstrip("#?"))


def _words(kind: str, text: str) -> str:
    """The letters that a piece of a format stands for."""
    if kind in ("text", "escaped"):
        return text
    if kind == "bracket":
        return text[1:].partition("-")[0] if text.startswith("$") else ""
    if kind == "space":
        return ""
    return text if kind == "other" else ""


def _moment_piece(
    pieces: tuple[tuple[str, str], ...], place: int, moment: datetime.datetime, half_day: bool
) -> str:
    kind, text = pieces[place]
    if kind in ("text", "escaped", "other"):
        return text
    if kind == "space":
        return " "
    if kind == "sign":
        return text if text in ".,%" else ""
    if kind == "digits":  # fractions of a second
        return "0" * len(text)
    if kind == "bracket":
        kind, text = ("date", text) if re.fullmatch(r"[hH]+|[mM]+|[sS]+", text) else (kind, "")
    if kind != "date" or not text:
        return ""
    letter, length = text[0].lower(), len(text)
    if text.upper() in ("AM/PM", "A/P", "上午/下午"):
        return "上午" if moment.hour < 12 else "下午"
    if letter == "y":
        return f"{moment.year:04}" if length > 2 else f"{moment.year % 100:02}"
    if letter == "a":
        return ("星期" if length > 3 else "") + _WEEKDAYS[moment.weekday()]
    if letter == "d":
        return "星期" + _WEEKDAYS[moment.weekday()] if length > 2 else f"{moment.day:0{length}}"
    if letter == "h":
        hour = (moment.hour + 11) % 12 + 1 if half_day else moment.hour
        return f"{hour:0{min(length, 2)}}"
    if letter == "s":
        return f"{moment.second:0{min(length, 2)}}"
    number = moment.minute if _is_minute(pieces, place) else moment.month
    return f"{number:0{min(length, 2)}}" if length < 3 else f"{number}月"


def _is_minute(pieces: tuple[tuple[str, str], ...], place: int) -> bool:
    """Whether an m is a minute: the letter before it is an hour, or the one after it a second."""
    letters = [
        (i, text[0].lower()) for i, (kind, text) in enumerate(pieces) if kind in ("date", "bracket") and text
    ]
    before = [letter for i, letter in letters if i < place]
    after = [letter for i, letter in letters if i > place]
    return bool((before and before[-1] == "h") or (after and after[0] == "s"))
