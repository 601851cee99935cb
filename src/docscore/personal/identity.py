"""Whether an ID number or a telephone can be real, and keyed digests to tell people apart."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from operator import mul

_NARROW = str.maketrans("０１２３４５６７８９Ｘｘx＊－　（）", "0123456789XXX*- ()")
_DROPPED = re.compile(r"[\s\-'’‘()]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
#: What seventeen characters "0" would add, since bytes are added and not digits.
_ZEROS = sum(_WEIGHTS) * ord("0")
_CHECK = "10X98765432"
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"(?:0\d{2,3})?[2-9]\d{6,7}(?:\d{1,4})?")
_DIGEST_BYTES = 12


class IdFault(StrEnum):
    """What is wrong with an ID number."""

    FORM = "form"  # length, or a character that does not belong
    BIRTH = "birth"  # a birth date that does not exist
    CHECK = "check"  # the last character


def plain_digits(text: str) -> str:
    """A cell's number with narrow digits and without blanks, hyphens, brackets and Excel's leading apostrophe."""
    if text.isascii() and text.isdigit():  # the usual case, a hundred thousand times
        return text
    return _DROPPED.sub("", text.translate(_NARROW))


def is_masked(number: str) -> bool:
    """Whether some of its characters are already hidden, so that it tells nobody apart."""
    return "*" in number or "XX" in number


def id_number_fault(number: str) -> IdFault | None:
    """What is wrong with an ID number; ``None`` if nothing is.

    Args:
        number: as :func:`plain_digits` leaves it.

    Source: GB 11643-1999; numbers of 15 digits were given out until 1999 and carry no check character.
    """
    if len(number) == 15 and number.isdecimal():
        return None if _exists(f"19{number[6:12]}") else IdFault.BIRTH
    if len(number) != 18 or not number[:17].isdecimal() or number[0] in "09":
        return IdFault.FORM
    if not _exists(number[6:14]):
        return IdFault.BIRTH
    total = sum(map(mul, _WEIGHTS, number[:17].encode())) - _ZEROS
    return None if _CHECK[total % 11] == number[17] else IdFault.CHECK


def phone_fault(number: str) -> bool:
    """Whether a telephone number cannot be one: neither a mobile number of 11 digits nor a fixed line.

    Args:
        number: as :func:`plain_digits` leaves it.
    """
    return not (_MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number))


def digest(key: bytes, *parts: str) -> bytes:
    """A keyed digest by which the same person is known again, and from which nobody can be found without the key.

    Args:
        key: secret of the run or of the workspace.
        parts: what identifies the person.
    """
    return blake2b("\0".join(parts).encode(), digest_size=_DIGEST_BYTES, key=key).digest()


@lru_cache(maxsize=65536)
def _exists(day: str) -> bool:
    try:
        return 1880 <= date(int(day[:4]), int(day[4:6]), int(day[6:8])).year <= 2100
    except ValueError:
        return False
