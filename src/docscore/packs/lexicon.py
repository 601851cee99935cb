"""Extractor packs: the YAML files of one folder, merged in name order into one lexicon."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from .. import __version__
from ..errors import PackError, UsageError
from ..model import Fact, Lexicon, Metric, Mood, Problem, Role, Unit
from ..model.lexicon import Hedge
from .evidence_schema import EvidenceSchema, evidence_words
from .form_schema import FormWordsSchema, form_words
from .locate import data_folder
from .metric_schema import FactSchema, MetricSchema
from .paper_schema import PaperKindSchema
from .source import Source, Strict

Key = TypeVar("Key", bound=StrEnum)


class UnitSchema(Strict):
    """One entry under ``units:``; its key is the base unit."""

    counts: bool = False
    also: tuple[str, ...] = ()
    scaled: dict[str, Decimal | int] = Field(default_factory=dict)


class HedgesSchema(Strict):
    """``hedges:`` – words that bound a number, on either side of it."""

    before: dict[Hedge, tuple[str, ...]] = Field(default_factory=dict)
    after: dict[Hedge, tuple[str, ...]] = Field(default_factory=dict)


class RolesSchema(Strict):
    """``roles:`` – words that tell what a figure is for, by where they stand."""

    before: dict[Role, tuple[str, ...]] = Field(default_factory=dict)
    after: dict[Role, tuple[str, ...]] = Field(default_factory=dict)
    sections: dict[Role, tuple[str, ...]] = Field(default_factory=dict)
    headers: dict[Role, tuple[str, ...]] = Field(default_factory=dict)
    not_under: tuple[str, ...] = ()


class MoodsSchema(Strict):
    """``moods:`` – words that tell whether a sentence states, plans, regrets or rules."""

    sections: dict[Mood, tuple[str, ...]] = Field(default_factory=dict)
    cues: dict[Mood, tuple[str, ...]] = Field(default_factory=dict)


class PackSchema(Strict):
    """One file of ``extractors/``; every section may be left out."""

    about: str = ""
    units: dict[str, UnitSchema] = Field(default_factory=dict)
    measure_words: tuple[str, ...] = ()
    not_units: tuple[str, ...] = ()
    not_after_chinese: tuple[str, ...] = ()
    hedges: HedgesSchema = HedgesSchema()
    money_words: tuple[str, ...] = ()
    not_figures: tuple[str, ...] = ()
    not_counted: tuple[str, ...] = ()
    roles: RolesSchema = RolesSchema()
    moods: MoodsSchema = MoodsSchema()
    terms: tuple[str, ...] = ()
    metrics: dict[str, MetricSchema] = Field(default_factory=dict)
    facts: dict[str, FactSchema] = Field(default_factory=dict)
    evidence: EvidenceSchema = EvidenceSchema()
    forms: FormWordsSchema = FormWordsSchema()
    paper_kinds: dict[str, PaperKindSchema] = Field(default_factory=dict)
    paper_words: dict[str, tuple[str, ...]] = Field(default_factory=dict)


def read_pack(path: Path) -> tuple[Source, PackSchema]:
    """One pack with the places of its parts.

    Args:
        path: the YAML file.

    Raises:
        InputError: it cannot be read.
        PackError: it is not YAML or does not fit the schema.
    """
    source = Source(path, f"{path.parent.name}/{path.name}")
    return source, source.parse(PackSchema)


def load_lexicon(folder: Path | None = None, *, also: Path | None = None) -> Lexicon:
    """All packs of a folder as one lexicon.

    Args:
        folder: the folder; the shipped ``extractors/`` if not given.
        also: a user's folder whose packs are added to them.

    Returns:
        The packs merged in name order. Lists add up; a unit, metric or fact may be defined once only.

    Raises:
        UsageError: a folder holds no pack.
        PackError: packs with problems; carries those of all files.
    """
    paths = _packs_in(data_folder("extractors", folder)) + (_packs_in(also) if also else [])
    problems: list[Problem] = []
    read: list[tuple[Source, PackSchema]] = []
    for path in paths:
        try:
            read.append(read_pack(path))
        except PackError as error:
            problems += [problem for problem in error.problems if isinstance(problem, Problem)]
    problems += _defined_twice(read) + _unknown_references(read)
    if problems:
        raise PackError(sorted(problems))
    return _merge([pack for _, pack in read])


def packs_hash(folder: Path | None = None, *, also: Path | None = None) -> str:
    """Hash of the packs that :func:`load_lexicon` would merge, and of this version of docscore: what a reading depends on."""
    paths = _packs_in(data_folder("extractors", folder)) + (_packs_in(also) if also else [])
    digest = hashlib.sha256(__version__.encode())
    for path in paths:
        digest.update(f"\n{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _packs_in(folder: Path) -> list[Path]:
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise UsageError(f"文件夹“{folder}”里没有抽取词典（*.yaml）", "请检查路径")
    return paths


def _merge(packs: list[PackSchema]) -> Lexicon:
    return Lexicon(
        units=_units(packs),
        not_units=frozenset(word for pack in packs for word in pack.not_units),
        not_after_chinese=frozenset(word for pack in packs for word in pack.not_after_chinese),
        before=_by_word(pack.hedges.before for pack in packs),
        after=_by_word(pack.hedges.after for pack in packs),
        money_words=_joined(pack.money_words for pack in packs),
        not_figures=_joined(pack.not_figures for pack in packs),
        not_counted=_joined(pack.not_counted for pack in packs),
        role_cues=_by_key(pack.roles.before for pack in packs),
        after_cues=_by_key(pack.roles.after for pack in packs),
        role_sections=_by_key(pack.roles.sections for pack in packs),
        mood_sections=_by_key(pack.moods.sections for pack in packs),
        mood_cues=_by_key(pack.moods.cues for pack in packs),
        header_roles=_by_key(pack.roles.headers for pack in packs),
        header_ignored=_joined(pack.roles.not_under for pack in packs),
        terms=_joined(pack.terms for pack in packs),
        metrics=_metrics(packs),
        facts=_facts(packs),
        evidence=evidence_words(pack.evidence for pack in packs),
        forms=form_words(pack.forms for pack in packs),
        paper_kinds={name: kind.build(name) for pack in packs for name, kind in pack.paper_kinds.items()},
        paper_words={
            other: word for pack in packs for word, others in pack.paper_words.items() for other in others
        },
    )


def _units(packs: list[PackSchema]) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for pack in packs:
        for word in pack.measure_words:
            units.setdefault(word, Unit(word, word))
        for base, schema in pack.units.items():
            units[base] = Unit(base, base, counts=schema.counts)
            for symbol in schema.also:
                units[symbol] = Unit(symbol, base, counts=schema.counts)
            for symbol, factor in schema.scaled.items():
                units[symbol] = Unit(symbol, base, Decimal(factor), schema.counts)
    return units


def _metrics(packs: list[PackSchema]) -> dict[str, Metric]:
    return {name: schema.build(name) for pack in packs for name, schema in pack.metrics.items()}


def _facts(packs: list[PackSchema]) -> dict[str, Fact]:
    return {name: schema.build(name) for pack in packs for name, schema in pack.facts.items()}


def _joined(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in lists for word in words))


def _by_key(maps: Iterable[Mapping[Key, tuple[str, ...]]]) -> dict[Key, tuple[str, ...]]:
    merged: dict[Key, tuple[str, ...]] = {}
    for words in maps:
        for key, more in words.items():
            merged[key] = _joined([merged.get(key, ()), more])
    return merged


def _by_word(maps: Iterable[Mapping[Key, tuple[str, ...]]]) -> dict[str, Key]:
    return {word: key for words in maps for key, listed in words.items() for word in listed}


def _defined_twice(read: list[tuple[Source, PackSchema]]) -> list[Problem]:
    """Names that two files define: the later one would silently win."""
    problems = []
    first: dict[tuple[str, str], Source] = {}
    for source, pack in read:
        for section, names in (
            ("units", pack.units),
            ("metrics", pack.metrics),
            ("facts", pack.facts),
            ("paper_kinds", pack.paper_kinds),
        ):
            for name in names:
                known = first.setdefault((section, name), source)
                if known is not source:
                    message = f"“{name}”在 {known.name} 里已经定义，请删去一个或改名"
                    problems.append(source.problem((section, name), message, on_key=True))
    return problems


def _unknown_references(read: list[tuple[Source, PackSchema]]) -> list[Problem]:
    """``ratio`` and ``total_of`` must name metrics that some pack defines, ``months_since`` a fact."""
    known = {name for _, pack in read for name in pack.metrics}
    facts = {name for _, pack in read for name in pack.facts}
    problems = []
    for source, pack in read:
        for name, metric in pack.metrics.items():
            if metric.ratio:
                for key, used in (("of", metric.ratio.of), ("to", metric.ratio.to)):
                    if used not in known:
                        problems.append(
                            source.problem(("metrics", name, "ratio", key), f"没有“{used}”这个指标")
                        )
            since = metric.months_since
            if since is not None and since not in facts:
                problems.append(
                    source.problem(("metrics", name, "months_since"), f"没有“{since}”这个定性要点")
                )
            for position, used in enumerate(metric.total_of):
                if used not in known:
                    problems.append(
                        source.problem(("metrics", name, "total_of", position), f"没有“{used}”这个指标")
                    )
    return problems
