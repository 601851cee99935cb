"""One character for one: full-width digits, letters and signs, radicals and compatibility ideographs.

Nothing here changes the length of a text, so offsets need no care. NFKC would be shorter to write but also turns 10² into
102 and ① into 1.
"""

from __future__ import annotations

import re
import unicodedata

#: ％ ． and the full-width digits and letters stand this far from their ASCII forms.
_FULL_WIDTH = 0xFEE0

_ALPHANUMERIC = [*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B)]


def _table() -> dict[str, str]:
    table = {chr(code + _FULL_WIDTH): chr(code) for code in (*_ALPHANUMERIC, ord("%"), ord("."))}
    radicals = (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6))
    ideographs = (*range(0xF900, 0xFADA), *range(0x2F800, 0x2FA1E))
    for code in (*radicals, *ideographs):
        unified = unicodedata.normalize("NFKC", chr(code))
        if unified != chr(code) and len(unified) == 1:
            table[chr(code)] = unified
    return table


_NARROW = _table()
# Whole ranges: a set of single characters is searched ten times slower. What is in no table stays.
_WIDE = re.compile("[％．０-９Ａ-Ｚａ-ｚ\u2e80-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d]")
# ４，１６７，７８５: a full-width comma is a thousands separator only among full-width digits.
_WIDE_THOUSANDS = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


def narrow(text: str) -> str:
    """The text with full-width digits, letters, ％ and ．, radicals and compatibility ideographs in their plain forms.

    Returns:
        a text of the same length; Chinese punctuation （），。；： stays as it is.
    """
    text = _WIDE_THOUSANDS.sub(",", text)
    return _WIDE.sub(lambda match: _NARROW.get(match.group(), match.group()), text)
