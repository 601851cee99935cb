"""How forms are written in a pack: the words of their headings, labels and titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, Field

from ..model import FormField, FormLabel, FormWords, Operator
from .source import Strict

Word = Annotated[str, Field(min_length=1)]


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"不是正则表达式：{error}") from None
    return text


Pattern = Annotated[Word, AfterValidator(_pattern)]
_LISTS = (
    "other_years",
    "times",
    "neutral",
    "tasks",
    "levels",
    "level_roots",
    "expected",
    "achieved",
    "titles",
    "department",
    "totals",
    "whole",
    "subtotals",
    "notes",
    "absent",
    "not_applicable",
    "met",
    "partly",
    "missed",
)


class MeaningSchema(Strict):
    """What a column holds whose heading *says* this."""

    column: FormField
    says: Pattern


class FormWordsSchema(Strict):
    """``forms:`` – how self-evaluation forms are headed and labelled."""

    columns: dict[FormField, tuple[Word, ...]] = Field(default_factory=dict)
    meanings: tuple[MeaningSchema, ...] = ()
    labels: dict[FormLabel, tuple[Word, ...]] = Field(default_factory=dict)
    other_years: tuple[Word, ...] = ()
    times: tuple[Word, ...] = ()
    short: dict[FormField, tuple[Word, ...]] = Field(default_factory=dict)
    neutral: tuple[Word, ...] = ()
    tasks: tuple[Word, ...] = ()
    levels: tuple[Word, ...] = ()
    level_roots: tuple[Word, ...] = ()
    expected: tuple[Word, ...] = ()
    achieved: tuple[Word, ...] = ()
    titles: tuple[Word, ...] = ()
    department: tuple[Word, ...] = ()
    totals: tuple[Word, ...] = ()
    whole: tuple[Word, ...] = ()
    subtotals: tuple[Word, ...] = ()
    notes: tuple[Word, ...] = ()
    absent: tuple[Word, ...] = ()
    not_applicable: tuple[Word, ...] = ()
    met: tuple[Word, ...] = ()
    partly: tuple[Word, ...] = ()
    missed: tuple[Word, ...] = ()
    operators: dict[Operator, tuple[Word, ...]] = Field(default_factory=dict)


def form_words(sections: Iterable[FormWordsSchema]) -> FormWords:
    """The sections of all packs as one; lists add up.

    Args:
        sections: in the order of the packs.
    """
    columns: dict[FormField, tuple[str, ...]] = {}
    labels: dict[FormLabel, tuple[str, ...]] = {}
    operators: dict[Operator, tuple[str, ...]] = {}
    short: dict[FormField, tuple[str, ...]] = {}
    lists: dict[str, tuple[str, ...]] = dict.fromkeys(_LISTS, ())
    meanings: list[tuple[FormField, str]] = []
    for section in sections:
        meanings += [(each.column, each.says) for each in section.meanings]
        for column, words in section.columns.items():
            columns[column] = columns.get(column, ()) + words
        for column, words in section.short.items():
            short[column] = short.get(column, ()) + words
        for label, words in section.labels.items():
            labels[label] = labels.get(label, ()) + words
        for operator, words in section.operators.items():
            operators[operator] = operators.get(operator, ()) + words
        for name in _LISTS:
            lists[name] += getattr(section, name)
    return FormWords(
        columns=columns, meanings=tuple(meanings), short=short, labels=labels, operators=operators, **lists
    )
