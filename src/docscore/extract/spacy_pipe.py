"""docscore's figures as a spaCy component: ``nlp.add_pipe("docscore_figures")``.

spaCy takes a second to load, so nothing else in docscore imports this module; spaCy finds it through its entry
point ``spacy_factories``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from ..model import Figure, Lexicon
from ..packs.lexicon import load_lexicon
from .figures import extract
from .plain import clean_text

SPAN_ATTRIBUTES = ("surface", "value", "value_max", "unit", "comparator", "role", "subject", "period")
"""What ``span._`` tells of a figure; values are ``Decimal`` in the base unit, the rest is text or ``None``."""


class FiguresPipe:
    """Adds the figures of a text to its ``Doc``.

    ``doc._.figures`` holds all of them. ``doc.spans[spans_key]`` holds a span for each, widened to whole tokens, with
    the role as its label and :data:`SPAN_ATTRIBUTES`; where two figures share a token, the first gives its span's
    attributes.

    Args:
        lexicon: how figures are said.
        spans_key: name of the group of spans.
    """

    def __init__(self, lexicon: Lexicon, spans_key: str) -> None:
        self._lexicon = lexicon
        self._key = spans_key
        if not Doc.has_extension("figures"):
            Doc.set_extension("figures", default=())
        for attribute in SPAN_ATTRIBUTES:
            if not Span.has_extension(attribute):
                Span.set_extension(attribute, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """The same *doc* with its figures."""
        clean = clean_text(doc.text)
        figures = extract(clean, self._lexicon).figures
        spans, seen = [], set()
        for figure in figures:
            origin = clean.document.blocks[figure.place.block].origin or 0
            start, end = origin + figure.place.start, origin + figure.place.end
            span = doc.char_span(start, end, label=figure.role.value, alignment_mode="expand")
            if span is None:
                continue
            if (span.start, span.end) not in seen:
                seen.add((span.start, span.end))
                for attribute, value in _attributes(figure).items():
                    span._.set(attribute, value)
            spans.append(span)
        doc._.figures = figures
        doc.spans[self._key] = spans
        return doc


def _attributes(figure: Figure) -> dict[str, Any]:
    quantity = figure.quantity
    return {
        "surface": figure.surface,
        "value": quantity.value,
        "value_max": quantity.value_max,
        "unit": quantity.unit,
        "comparator": quantity.comparator.value,
        "role": figure.role.value,
        "subject": figure.subject,
        "period": figure.period,
    }


@Language.factory(
    "docscore_figures",
    assigns=["doc.spans", "doc._.figures"],
    default_config={"packs": None, "spans_key": "docscore"},
)
def make_figures_pipe(nlp: Language, name: str, packs: str | None, spans_key: str) -> FiguresPipe:  # noqa: ARG001
    """The component; spaCy calls this.

    Args:
        nlp: the pipeline.
        name: the component's name in it.
        packs: a folder of packs to add to the shipped ones.
        spans_key: name of the group of spans.

    Raises:
        UsageError: the folder holds no pack.
        PackError: a pack has problems.
    """
    return FiguresPipe(load_lexicon(also=Path(packs) if packs else None), spans_key)
