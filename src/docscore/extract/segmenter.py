"""jieba, loaded on first use only, with a dictionary cache of its own."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from typing import Any

from ..packs.cache import cache_folder
from ..quantity import Found

_AROUND = 8


class Segmenter:
    """Cuts Chinese text into words.

    Args:
        terms: words of the packs that the dictionary must know.
    """

    def __init__(self, terms: tuple[str, ...]) -> None:
        self._terms = terms

    def words(self, text: str) -> list[str]:
        """The words of *text* in order; joined they are the text."""
        return list(_tokenizer(self._terms).lcut(text, HMM=False))

    def names(self, text: str, found: Found) -> bool:
        """Whether a number in Chinese numerals is part of a longer word (三台县, 五家渠), so that it counts nothing."""
        if not found.spelled or found.end - found.start > 3:
            return False
        left = max(0, found.start - _AROUND)
        offset = left
        for word in self.words(text[left : found.end + _AROUND]):
            past = offset + len(word)
            if offset <= found.start < past:
                return past > found.end and len(word) > 2
            offset = past
        return False


@lru_cache(maxsize=2)
def _tokenizer(terms: tuple[str, ...]) -> Any:
    """A private tokenizer with the packs' terms; kept for the process, as its dictionary takes a second to load."""
    import jieba

    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    # The default is one file in the shared temp folder that any user may have put there.
    tokenizer.tmp_dir = str(cache_folder() or tempfile.mkdtemp(prefix="docscore-"))
    tokenizer.initialize()
    for term in terms:
        tokenizer.add_word(term)
    return tokenizer
