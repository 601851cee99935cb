"""How metrics and facts are written in a YAML file, in an extractor pack and in a rubric alike."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from ..model import Fact, Metric, Phrase, Ratio
from .evidence_schema import CountedSchema
from .source import Strict


def _compiles(text: str) -> str:
    try:
        _ = Phrase(text).regex
    except (ValueError, re.error) as error:
        raise ValueError(f"短语“{text}”写法不对：{error}") from error
    return text


def _takes_figure(text: str) -> str:
    if not Phrase(text).takes_figure:
        raise ValueError(f"短语“{text}”里没有 {{n}}，不知道数字在哪里")
    return text


def _takes_no_figure(text: str) -> str:
    if Phrase(text).takes_figure:
        raise ValueError(f"短语“{text}”说的是事实，不能有 {{n}}；别的数字请写 {{x}}")
    return text


PhraseText = Annotated[str, Field(min_length=1), AfterValidator(_compiles)]
"""A wording in the phrase language of :mod:`docscore.model.phrase`."""

FigurePhrase = Annotated[PhraseText, AfterValidator(_takes_figure)]
"""A wording that says where the metric's own figure stands."""

FactPhrase = Annotated[PhraseText, AfterValidator(_takes_no_figure)]
"""A wording without a figure of its own."""


class MetricExample(Strict):
    """A sentence that states the metric, and the value that must be read from it."""

    text: str
    value: Decimal


class RatioSchema(Strict):
    """``ratio: {of, to, base_max?}``."""

    of: str
    to: str
    base_max: Decimal | None = None

    def build(self) -> Ratio:
        """As the model has it."""
        return Ratio(self.of, self.to, self.base_max)


class MetricSchema(Strict):
    """One entry under ``metrics:``; its key is the metric's id."""

    name: Annotated[str, Field(min_length=1)]
    unit: str
    says: tuple[FigurePhrase, ...] = ()
    unless: tuple[PhraseText, ...] = ()
    proxies: tuple[str, ...] = ()
    ratio: RatioSchema | None = None
    total_of: tuple[str, ...] = ()
    share: bool = False
    at_most: str | None = None
    months_since: str | None = None
    length_of: FactPhrase | None = None
    counted_in: CountedSchema | None = None
    rank_of: str | None = None
    examples: tuple[MetricExample, ...] = ()
    counterexamples: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _can_be_found(self) -> MetricSchema:
        ways = (self.says, self.proxies, self.ratio, self.total_of)
        if not any((*ways, self.months_since, self.length_of, self.rank_of)):
            raise ValueError(
                "这个指标无从得出：请写 says、proxies、ratio、total_of、months_since、length_of 或 rank_of 之一"
            )
        return self

    def build(self, id: str) -> Metric:  # noqa: A002 - the word of the model
        """As the model has it.

        Args:
            id: the entry's key.
        """
        return Metric(
            id=id,
            name=self.name,
            unit=self.unit,
            says=tuple(map(Phrase, self.says)),
            unless=tuple(map(Phrase, self.unless)),
            proxies=self.proxies,
            ratio=self.ratio.build() if self.ratio else None,
            total_of=self.total_of,
            share=self.share,
            at_most=self.at_most,
            months_since=self.months_since,
            length_of=Phrase(self.length_of) if self.length_of else None,
            counted_in=self.counted_in.build() if self.counted_in else None,
            rank_of=self.rank_of,
        )


class FactSchema(Strict):
    """One entry under ``facts:``; its key is the fact's id."""

    name: Annotated[str, Field(min_length=1)]
    shown_by: tuple[FactPhrase, ...] = ()
    partly_by: tuple[FactPhrase, ...] = ()
    denied_by: tuple[FactPhrase, ...] = ()
    within: tuple[FactPhrase, ...] = ()
    adverse: bool = False
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _can_be_found(self) -> FactSchema:
        if not (self.shown_by or self.partly_by or self.denied_by):
            raise ValueError("这个要点无从得出：请写 shown_by、partly_by 或 denied_by 之一")
        return self

    def build(self, id: str) -> Fact:  # noqa: A002 - the word of the model
        """As the model has it.

        Args:
            id: the entry's key.
        """
        return Fact(
            id=id,
            name=self.name,
            shown_by=tuple(map(Phrase, self.shown_by)),
            partly_by=tuple(map(Phrase, self.partly_by)),
            denied_by=tuple(map(Phrase, self.denied_by)),
            within=tuple(map(Phrase, self.within)),
            adverse=self.adverse,
        )
