"""Pinyin after a character (電(diàn)子), as public copies of official papers carry it, and what it did to bytes.

The program that wrote the notes went over GBK bytes, and at times took the second byte of one character and the first of
the next for a character of its own. 當地農 became 當?shù)剞r: the bytes 94 B5 in 當|地 are 數, whose note (shù) went in
between; B5 and the bracket are no character, so a ? stands for them, and all that follows is shifted by one byte.

Which byte was lost is known: it is the second byte of a character that is read as the note says and begins with the
byte before. How characters are read is told by the whole notes of the same paper, else by a table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .mending import Edit
from .readings import common_readings

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_HAN = "\u3400-\u9fff\uf900-\ufaff"
#: A note carries a tone; (app) and (cm) are words of the paper.
_NOTE = re.compile(rf"(?<=[{_HAN}])[(（](?=[a-zü]{{0,6}}[{_TONED}])([a-zü{_TONED}]{{1,7}})[)）]")
_BROKEN_NOTE = re.compile(rf"\?(?=[a-zü]{{0,6}}[{_TONED}])([a-zü{_TONED}]{{1,7}})\)")
_IS_HAN = re.compile(rf"[{_HAN}]")
#: A paper is annotated if it has this many notes, and one for this many characters.
_FEWEST = 8
_ONE_IN = 60
#: Characters after a lost byte at which all must be in step again.
_LONGEST_SHIFT = 12

Readings = Mapping[str, frozenset[str]]


def readings(texts: Sequence[str]) -> Readings:
    """How the characters of an annotated paper are read: reading → characters; empty if the paper is not annotated.

    Args:
        texts: the texts of all its blocks.
    """
    found: dict[str, set[str]] = {}
    count = 0
    for text in texts:
        for match in _NOTE.finditer(text):
            count += 1
            found.setdefault(match.group(1), set()).add(text[match.start() - 1])
    if count < _FEWEST or count * _ONE_IN < sum(map(len, texts)):
        return {}
    return {reading: frozenset(characters) for reading, characters in found.items()}


def notes(text: str) -> list[Edit]:
    """The notes of *text*, to be taken out."""
    return [Edit(match.start(), match.end()) for match in _NOTE.finditer(text)]


def broken_pairs(text: str, known: Readings) -> list[Edit]:
    """The places of *text* where a note parted a pair of bytes, each with what stood there.

    A place that cannot be restored, or in more than one way, is left out.

    Args:
        text: annotated text.
        known: how its characters are read.
    """
    edits: list[Edit] = []
    past = 0
    for match in _BROKEN_NOTE.finditer(text):
        if match.start() < max(past, 1):
            continue
        found = _restored(text, match, known)
        if found is not None:
            edits.append(found)
            past = found.end
    return edits


def _restored(text: str, match: re.Match[str], known: Readings) -> Edit | None:
    """The edit for one broken note; it takes in broken notes that follow before the bytes are in step again."""
    before = _bytes(text[match.start() - 1])
    if len(before) != 2:
        return None
    # What is read so far, as bytes from the character before on: one way for each lost byte that is possible.
    ways = [before + lost for lost in _lost(before[1], match.group(1), known)]
    position = match.end()
    limit = min(len(text), position + _LONGEST_SHIFT)
    finished: list[Edit] = []
    while ways and position < limit:
        broken = _BROKEN_NOTE.match(text, position)
        if broken:
            ways = [way + lost for way in ways for lost in _lost(way[-1], broken.group(1), known)]
            position = broken.end()
            limit = min(len(text), position + _LONGEST_SHIFT)
            in_step = False
        else:
            added = _bytes(text[position])
            if not added:
                return None
            ways = [way + added for way in ways]
            position += 1
            in_step = len(added) == 1
        if len(ways) and len(ways[0]) % 2 == 0 and in_step:
            for way in ways:
                repaired = _text(way)
                if repaired:
                    finished.append(Edit(match.start() - 1, position, repaired))
            break
        if broken and len(ways) and len(ways[0]) % 2 == 0:
            # The lost byte may complete a character at once: then the next whole character is in step already.
            complete = [way for way in ways if _text(way)]
            following = text[position : position + 1]
            if complete and not following.isascii():
                finished += [Edit(match.start() - 1, position, _text(way)) for way in complete]
                break
    return finished[0] if len({edit.text for edit in finished}) == 1 else None


def _lost(lead: int, reading: str, known: Readings) -> set[bytes]:
    """Second bytes of the characters that begin with *lead* and are read as *reading*.

    What the paper's own notes say goes first; the table knows rarer characters and readings.
    """
    for source in (known, common_readings()):
        pairs = (_bytes(character) for character in source.get(reading, ()))
        found = {pair[1:] for pair in pairs if len(pair) == 2 and pair[0] == lead}
        if found:
            return found
    return set()


def _bytes(character: str) -> bytes:
    try:
        return character.encode("gbk")
    except UnicodeEncodeError:
        return b""


def _text(data: bytes) -> str:
    """The Chinese characters that the bytes are; empty if they are anything else."""
    try:
        text = data.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return text if all(map(_IS_HAN.match, text)) else ""
