"""What a rubric may refer to by id, and the problems of a file that refers to something else."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from ..model import Fact, Metric, Problem
from .source import Path_, Source

#: What the bands of ``grades`` are about.
_TOTAL = Metric("total", "总分", "分")


class Names:
    """Metrics and facts by id; remembers which were used, and collects problems with their places.

    Args:
        source: the file, for the places of problems.
        metrics: metrics that may be used: those of the extractor packs and the file's own.
        facts: facts likewise.
    """

    def __init__(self, source: Source, metrics: Mapping[str, Metric], facts: Mapping[str, Fact]) -> None:
        self.source = source
        self.known_metrics = metrics
        self.known_facts = facts
        self.metrics: dict[str, Metric] = {}
        self.facts: dict[str, Fact] = {}
        self.problems: set[Problem] = set()
        self._named: set[str] = set()
        self._ids: dict[str, Path_] = {}

    def metric(self, name: str | None, path: Path_) -> Metric | None:
        """The metric called *name*, with all that it is derived from; a problem if there is none."""
        if name is None or name in self.metrics:
            return self.metrics.get(name or "")
        metric = self.known_metrics.get(name)
        if metric is None and name == _TOTAL.id and path[0] == "grades":
            return _TOTAL  # worked out, not stated: no document needs wordings for it
        if metric is None:
            self._unknown("指标口径", name, self.known_metrics, path)
            return None
        self.metrics[name] = metric
        ratio = (metric.ratio.of, metric.ratio.to) if metric.ratio else ()
        for needed in (
            *ratio,
            *metric.total_of,
            *metric.proxies,
            *((metric.at_most,) if metric.at_most else ()),
            *((metric.rank_of,) if metric.rank_of else ()),
        ):
            self.metric(needed, path)
        if metric.months_since:
            self.fact(metric.months_since, path)
        return metric

    def fact(self, name: str, path: Path_) -> None:
        """Notes that the fact called *name* is used; a problem if there is none."""
        fact = self.known_facts.get(name)
        if fact is None:
            self._unknown("定性要点", name, self.known_facts, path)
        else:
            self.facts[name] = fact

    def unique(self, identifier: str, path: Path_) -> None:
        """Notes an id; a problem if the file has used it before."""
        if identifier in self._ids:
            first = self.source.problem(self._ids[identifier], "")
            self.say(path, f"编号“{identifier}”重复，第 {first.line} 行已用过")
        self._ids.setdefault(identifier, path)

    def say(self, path: Path_, message: str) -> None:
        """A problem at the part of the file that *path* leads to."""
        self.problems.add(self.source.problem(path, message))

    def _unknown(self, what: str, name: str, known: Iterable[str], path: Path_) -> None:
        if name in self._named:
            return  # one root cause, one problem
        self._named.add(name)
        close = difflib.get_close_matches(name, list(known), n=1)
        remedy = f"是否想写“{close[0]}”？" if close else "请先在 metrics、facts 或 extractors/ 中定义"
        self.say(path, f"没有名为“{name}”的{what}，{remedy}")
