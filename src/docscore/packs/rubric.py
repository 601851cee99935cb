"""Rubrics: found by id or path, read from YAML, every reference checked, returned as frozen data."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple, cast

from ..errors import PackError, UsageError
from ..model import (
    Band,
    Bonus,
    Checklist,
    ChecklistItem,
    Comparison,
    Condition,
    Criterion,
    Fact,
    FactHolds,
    Indicator,
    Judged,
    Lexicon,
    Metric,
    Otherwise,
    Problem,
    Rubric,
    RubricSection,
    Rule,
    Tiers,
    Veto,
)
from .locate import data_folder
from .rubric_schema import (
    BonusSchema,
    ChecklistSchema,
    CriterionSchema,
    IndicatorSchema,
    JudgedSchema,
    RubricSchema,
    TiersSchema,
)
from .source import Path_, Source

_COMPARISON = re.compile(r"(>=|<=|==|>|<)\s*(\d+(?:\.\d+)?)\s*(\S*)")


class RubricEntry(NamedTuple):
    """One line of ``docscore rubric list``."""

    id: str
    title: str
    path: Path


def list_rubrics(folder: Path | None = None) -> tuple[RubricEntry, ...]:
    """All rubrics of a folder, by id.

    Args:
        folder: the folder; the shipped one if not given.

    Raises:
        PackError: one of the files is not YAML.
    """
    files = sorted(data_folder("rubrics", folder).glob("*.yaml"))
    return tuple(RubricEntry(path.stem, str(Source(path).data.get("title", "")), path) for path in files)


def load_rubric(ref: str, lexicon: Lexicon, folder: Path | None = None) -> Rubric:
    """A rubric by id or by file.

    Args:
        ref: id of a shipped rubric (``guangdong-2019``) or path of a YAML file.
        lexicon: the extractor packs, whose metrics and facts a rubric may use by id.
        folder: where to look for ids; the shipped folder if not given.

    Raises:
        UsageError: there is no such rubric.
        PackError: the file has problems; carries all of them.
        InputError: the file cannot be read.
    """
    path = _find(ref, data_folder("rubrics", folder))
    source = Source(
        path, shown_as=ref if "/" in ref or ref.endswith((".yaml", ".yml")) else f"rubrics/{path.name}"
    )
    schema = source.parse(RubricSchema)
    builder = _Builder(source, schema, lexicon)
    rubric = builder.rubric()
    if builder.problems:
        raise PackError(sorted(builder.problems))
    return rubric


def _find(ref: str, folder: Path) -> Path:
    path = Path(ref)
    if path.suffix in {".yaml", ".yml"}:
        if not path.is_file():
            raise UsageError(f"没有评分细则文件“{ref}”", "请检查路径")
        return path
    known = sorted(file.stem for file in folder.glob("*.yaml"))
    if ref not in known:
        close = difflib.get_close_matches(ref, known, n=1)
        hint = f"是否想用“{close[0]}”？" if close else f"可用的有：{'、'.join(known) or '（无）'}。"
        raise UsageError(f"没有编号为“{ref}”的评分细则", f"{hint}也可以写 YAML 文件的路径")
    return folder / f"{ref}.yaml"


class _Builder:
    """Turns the schema into the model and collects what does not hold together, each with its place."""

    def __init__(self, source: Source, schema: RubricSchema, lexicon: Lexicon) -> None:
        self.source = source
        self.schema = schema
        self.problems: set[Problem] = set()
        own_metrics = {key: value.build(key) for key, value in schema.metrics.items()}
        own_facts = {key: value.build(key) for key, value in schema.facts.items()}
        self.known_metrics: Mapping[str, Metric] = {**lexicon.metrics, **own_metrics}
        self.known_facts: Mapping[str, Fact] = {**lexicon.facts, **own_facts}
        self.metrics: dict[str, Metric] = {}
        self.facts: dict[str, Fact] = {}
        self.ids: dict[str, Path_] = {}

    def rubric(self) -> Rubric:
        schema = self.schema
        sections = tuple(
            RubricSection(
                section.id,
                section.name,
                section.points,
                tuple(self._indicators(section.indicators, ("sections", i, "indicators"))),
            )
            for i, section in enumerate(schema.sections)
        )
        bonus = tuple(self._indicators(schema.bonus, ("bonus",)))
        veto = tuple(self._indicators(schema.veto, ("veto",)))
        return Rubric(
            id=schema.id,
            title=schema.title,
            version=schema.version,
            source=schema.source,
            unit=schema.unit,
            total=schema.total,
            sections=sections,
            bonus=bonus,
            veto=veto,
            metrics=self.metrics,
            facts=self.facts,
            notes=schema.notes,
        )

    def _indicators(self, schemas: Iterable[IndicatorSchema], path: Path_) -> Iterator[Indicator]:
        for i, schema in enumerate(schemas):
            here = (*path, i)
            self._unique(schema.id, (*here, "id"))
            criteria = tuple(
                self._criterion(criterion, (*here, "criteria", j))
                for j, criterion in enumerate(schema.criteria)
            )
            yield Indicator(schema.id, schema.name, schema.points, criteria, schema.evidence, schema.note)

    def _criterion(self, schema: CriterionSchema, path: Path_) -> Criterion:
        self._unique(schema.id, (*path, "id"))
        rule = self._rule(schema, (*path, "rule"))
        most = max(points.high for points in rule.attainable)
        if most != schema.points:
            self._say((*path, "points"), f"分值写 {schema.points}，而规则最多给 {most} 分，请改成一致")
        return Criterion(
            schema.id, schema.name, schema.points, schema.clause, rule, schema.matches, schema.note
        )

    def _rule(self, schema: CriterionSchema, path: Path_) -> Rule:
        rule = schema.rule
        if isinstance(rule, TiersSchema):
            metric = self._metric(rule.metric, (*path, "metric"))
            return Tiers(self._bands(rule, metric, path), rule.metric)
        if isinstance(rule, JudgedSchema):
            self._fact(rule.fact, (*path, "fact"))
            return Judged(rule.fact, rule.range)
        if isinstance(rule, ChecklistSchema):
            for i, item in enumerate(rule.items):
                self._fact(item.fact, (*path, "items", i, "fact"))
            return Checklist(tuple(ChecklistItem(FactHolds(item.fact), item.points) for item in rule.items))
        metric = self._metric(rule.metric, (*path, "metric"))
        if isinstance(rule, BonusSchema):
            return Bonus(self._bands(rule, metric, path), rule.combine, rule.metric)
        self._has_metric(rule.when, rule.metric, (*path, "when"))
        return Veto(self._condition(rule.when, metric, (*path, "when")), rule.metric)

    def _bands(self, rule: TiersSchema | BonusSchema, metric: Metric | None, path: Path_) -> tuple[Band, ...]:
        found = []
        for i, band in enumerate(rule.bands):
            here = (*path, "bands", i, "when")
            self._has_metric(band.when, rule.metric, here)
            found.append(Band(self._condition(band.when, metric, here, presumed=band.presumed), band.range))
        return tuple(found)

    def _has_metric(self, text: str, metric: str | None, path: Path_) -> None:
        if metric is None and _COMPARISON.fullmatch(text.strip()):
            self._say(path, f"条件“{text}”比的是哪个指标？请在规则里写明 metric")

    def _condition(
        self, text: str, metric: Metric | None, path: Path_, *, presumed: bool = False
    ) -> Condition:
        if text == "otherwise":
            return Otherwise(presumed)
        comparison = _COMPARISON.fullmatch(text.strip())
        if comparison is None:
            if text.strip()[:1] in set("<>=≥≤"):
                self._say(path, f"条件“{text}”写法不对，应如 “>= 70%”“< 20 家”（可用 >=、>、<=、<、==）")
            else:
                self._fact(text, path)
            return FactHolds(text)
        op, bound, unit = comparison.groups()
        if metric is not None and unit and unit != metric.unit:
            self._say(path, f"条件的单位“{unit}”与指标“{metric.name}”的单位“{metric.unit}”不同")
        return Comparison(cast(Literal[">=", ">", "<=", "<", "=="], op), Decimal(bound), text)

    def _metric(self, name: str | None, path: Path_) -> Metric | None:
        if name is None or name in self.metrics:
            return self.metrics.get(name or "")
        metric = self.known_metrics.get(name)
        if metric is None:
            self._unknown("指标口径", name, self.known_metrics, path)
            return None
        self.metrics[name] = metric
        inputs = (
            *((metric.ratio.of, metric.ratio.to) if metric.ratio else ()),
            *metric.total_of,
            *metric.proxies,
        )
        for needed in inputs:
            self._metric(needed, ("metrics", name) if name in self.schema.metrics else path)
        return metric

    def _fact(self, name: str, path: Path_) -> None:
        fact = self.known_facts.get(name)
        if fact is None:
            self._unknown("定性要点", name, self.known_facts, path)
        else:
            self.facts[name] = fact

    def _unique(self, identifier: str, path: Path_) -> None:
        if identifier in self.ids:
            first = self.source.problem(self.ids[identifier], "")
            self._say(path, f"编号“{identifier}”重复，第 {first.line} 行已用过")
        self.ids.setdefault(identifier, path)

    def _unknown(self, what: str, name: str, known: Iterable[str], path: Path_) -> None:
        close = difflib.get_close_matches(name, list(known), n=1)
        remedy = f"是否想写“{close[0]}”？" if close else "请先在 metrics、facts 或 extractors/ 中定义"
        self._say(path, f"没有名为“{name}”的{what}，{remedy}")

    def _say(self, path: Path_, message: str) -> None:
        self.problems.add(self.source.problem(path, message))
