"""jieba, loaded on first use only, with a dictionary cache of its own."""

from __future__ import annotations

import marshal
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..packs.cache import cache_folder
from ..quantity import Found

_AROUND = 8
#: As jieba names it.
_CACHE = "jieba.cache"


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
    """A private tokenizer with the packs' terms; kept for the process, as its dictionary takes a fifth of a second to load."""
    jieba = _imported()
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    # The default is one file in the shared temp folder that any user may have put there.
    tokenizer.tmp_dir = str(cache_folder() or tempfile.mkdtemp(prefix="docscore-"))
    try:
        # As jieba does it, but from memory: marshal reads a file in half a million small pieces.
        tokenizer.FREQ, tokenizer.total = marshal.loads(Path(tokenizer.tmp_dir, _CACHE).read_bytes())  # noqa: S302
        tokenizer.initialized = True
    except (OSError, ValueError, EOFError, TypeError):  # there is none yet, or it is damaged
        tokenizer.initialize()
    for term in terms:
        tokenizer.add_word(term)
    return tokenizer


def _imported() -> Any:
    """Jieba without setuptools, which it imports if it is there (0.1 s), only to open its own dictionary."""
    absent: Any = None
    hidden = sys.modules.setdefault("pkg_resources", absent) is None
    try:
        import jieba
    finally:
        if hidden:
            del sys.modules["pkg_resources"]
    return jieba
