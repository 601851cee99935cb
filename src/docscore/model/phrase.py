"""Phrases: the small pattern language in which packs and rubrics say how something is worded.

==========  =====================================================================================
written     stands for
==========  =====================================================================================
``{n}``     the figure itself (metrics only)
``{x}``     any other figure
``…``       up to 20 characters of the same clause: no ，；：。！？ and no figure
``……``      up to 60 characters of the same sentence, figures included: no ；。！？
``[a|b]``   either; ``[a|b]?`` either or nothing
``[!a|b]``  not right after any of these: ``[!副]市长`` is no 副市长
else        itself
==========  =====================================================================================

An auditor can read ``{n}[村级|村]…[服务点|站点]`` aloud; a regular expression would be read by engineers only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

#: Private-use characters that stand for figures while phrases are matched; no document contains them.
THIS_FIGURE = "\ue000"
OTHER_FIGURE = "\ue001"

_TOKEN = re.compile(r"……|…|\{n\}|\{x\}|\[([^\[\]]+)\](\?)?|[\[\]{}]|[^…\[\]{}]+")


_GAPS = frozenset({"……", "…", "{n}", "{x}"})


@dataclass(frozen=True)
class Phrase:
    """One wording.

    Attributes:
        text: the pattern as written in the pack.

    Raises:
        ValueError: on use, if brackets do not match or ``{…}`` holds anything but ``n`` or ``x``.
    """

    text: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile("".join(_translate(token) for token in _TOKEN.finditer(self.text)))

    @property
    def takes_figure(self) -> bool:
        """Whether the wording holds a figure (``{n}``)."""
        return "{n}" in self.text

    @cached_property
    def weight(self) -> int:
        """How much the wording pins down: its literal characters, the shortest choice counted. Longer wins."""
        return sum(
            min(len(choice) for choice in token.group(1).split("|")) if token.group(1) else len(token.group())
            for token in _TOKEN.finditer(self.text)
            if token.group() not in _GAPS and not token.group().startswith("[!") and token.group(2) is None
        )

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Pairs of characters of which every place worded like this holds at least one; empty if none can be told."""
        for token in _TOKEN.finditer(self.text):
            written = token.group()
            if token.group(2) is not None or written in _GAPS or written.startswith("[!"):
                continue
            choices = token.group(1).split("|") if token.group(1) else [written]
            if all(len(choice) >= 2 for choice in choices):
                return frozenset(choice[:2] for choice in choices)
        return frozenset()

    def search(self, text: str) -> re.Match[str] | None:
        """The first place in *text* worded like this."""
        return self.regex.search(text)


def _translate(token: re.Match[str]) -> str:
    written = token.group()
    if written == "……":
        return "[^；。！？\n]{0,60}?"
    if written == "…":
        return f"[^，；：。！？\n{THIS_FIGURE}{OTHER_FIGURE}]{{0,20}}?"
    if written == "{n}":
        return THIS_FIGURE
    if written == "{x}":
        return OTHER_FIGURE
    if written.startswith("[!"):
        return "".join(f"(?<!{re.escape(choice)})" for choice in written[2:-1].split("|"))
    if token.group(1) is not None:
        choices = "|".join(re.escape(choice) for choice in token.group(1).split("|"))
        return f"(?:{choices}){token.group(2) or ''}"
    if written in "[]{}":
        raise ValueError(f"“{written}”没有配对，或花括号里不是 n、x")
    return re.escape(written)
