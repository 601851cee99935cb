"""The door to RapidOCR: a picture → characters, each with its box and how sure the recognition is.

The extra ``ocr`` brings it, models included; nothing is downloaded. Without the extra nothing here is imported.
"""

from __future__ import annotations

import importlib.util
import threading
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from typing import Any

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""Height × width × 3, red, green, blue."""

_ENGINE = threading.Lock()

_PARAMETERS = {
    "Global.log_level": "critical",
    "Global.use_cls": False,  # pages are upright by now; it would turn a lone 一 or 6
    "Global.text_score": 0.0,  # what is uncertain is kept and marked, not left out
    "Global.return_word_box": True,
    "Global.return_single_char_box": True,
    "Global.max_side_len": 4000,
}


@dataclass(frozen=True, slots=True)
class Recognised:
    """A line of text in a picture.

    Attributes:
        text: its characters.
        boxes: x0, top, x1, bottom of each in pixels, four items a character.
        certainty: how sure the recognition is of each, in percent.
    """

    text: str
    boxes: array[float]
    certainty: bytes


def available() -> bool:
    """Whether the extra ``ocr`` is installed."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime", "cv2"))


def version() -> str:
    """Name and version of the recognition, for telling old results from new ones."""
    return f"rapidocr {metadata.version('rapidocr')}, onnxruntime {metadata.version('onnxruntime')}"


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params=_PARAMETERS)


def recognise(image: Image) -> list[Recognised]:
    """The lines of text in a picture, in no order."""
    with _ENGINE:
        found = _engine()(np.ascontiguousarray(image[:, :, ::-1]), use_det=True, use_rec=True)
    words = getattr(found, "word_results", None)
    if found is None or getattr(found, "boxes", None) is None or found.txts is None:
        return []
    lines = []
    for index, (text, score, box) in enumerate(zip(found.txts, found.scores, found.boxes, strict=True)):
        pieces = words[index] if words is not None and len(words) == len(found.txts) else ()
        line = _from_words(pieces) or _spread(text, float(score), box)
        if line is not None:
            lines.append(line)
    return lines


def recognise_crop(image: Image) -> tuple[str, float]:
    """Text of a picture that holds one short line and nothing else, and how sure it is, from 0 to 1."""
    with _ENGINE:
        found = _engine()(np.ascontiguousarray(image[:, :, ::-1]), use_det=False, use_rec=True)
    texts = getattr(found, "txts", None)
    return ("".join(texts).strip(), float(min(found.scores))) if texts else ("", 0.0)


def _from_words(words: Iterable[Any]) -> Recognised | None:
    text: list[str] = []
    boxes = array("f")
    certainty = bytearray()
    for word in words:
        if not isinstance(word, Sequence) or len(word) != 3:
            return None
        letters, score, corners = word
        x0, top, x1, bottom = _around(corners)
        width = (x1 - x0) / max(len(letters), 1)
        for at, letter in enumerate(letters):
            text.append(letter)
            boxes.extend((x0 + at * width, top, x0 + (at + 1) * width, bottom))
            certainty.append(percent(float(score)))
    return Recognised("".join(text), boxes, bytes(certainty)) if text else None


def _spread(text: str, score: float, box: Any) -> Recognised | None:
    """A line whose characters have no boxes of their own: they share its box evenly."""
    if not text:
        return None
    x0, top, x1, bottom = _around(box)
    width = (x1 - x0) / len(text)
    boxes = array("f")
    for at in range(len(text)):
        boxes.extend((x0 + at * width, top, x0 + (at + 1) * width, bottom))
    return Recognised(text, boxes, bytes([percent(score)]) * len(text))


def _around(corners: Any) -> tuple[float, float, float, float]:
    xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def percent(score: float) -> int:
    """A score from 0 to 1 in whole percent, rounded down: 100 is said only of what is certain."""
    return max(0, min(100, int(score * 100)))
