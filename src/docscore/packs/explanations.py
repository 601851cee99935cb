"""Standing explanations in YAML: which findings a reviewer has explained, why, and until when."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from ..errors import PackError
from ..model import Explanation, Explanations
from .source import Source, Strict

Words = Annotated[str, Field(min_length=1)]


class ExplanationSchema(Strict):
    """One entry under ``explanations:``.

    Attributes:
        code: code of the finding.
        criterion: id of a criterion or indicator that it concerns; this, ``metric`` or ``words``.
        metric: id of a metric that its figures speak to.
        words: words of its message.
        fingerprint: from ``docscore score --format json``; binds the explanation to the values as they were stated.
        reason: why it is no alarm.
        by: who says so.
        date: the day it was given.
        until: the last day it holds.
    """

    code: Words
    criterion: str = ""
    metric: str = ""
    words: str = ""
    fingerprint: Words
    reason: Words
    by: Words
    given: date = Field(alias="date")
    until: date

    @model_validator(mode="after")
    def _says_which_and_how_long(self) -> ExplanationSchema:
        if sum(map(bool, (self.criterion, self.metric, self.words))) != 1:
            raise ValueError(
                "写明是哪一条疑点：criterion（评分项编号）、metric（指标口径）、words（说明里的字）任写一个"
            )
        if not self.fingerprint.startswith(f"{self.code}-"):
            raise ValueError(
                f"fingerprint 应以“{self.code}-”开头，请从 docscore score --format json 的结果里抄"
            )
        if self.until < self.given:
            raise ValueError(f"until（{self.until}）早于 date（{self.given}）")
        return self


class ExplanationsSchema(Strict):
    """A file of explanations."""

    explanations: tuple[ExplanationSchema, ...]


def read_explanations(path: Path, on: date) -> Explanations:
    """The explanations of a file.

    Args:
        path: the YAML file.
        on: the day on which they are asked about.

    Raises:
        InputError: it cannot be read.
        PackError: it has problems; carries all of them.
    """
    source = Source(path)
    schema = source.parse(ExplanationsSchema)
    entries, problems, seen = [], [], set[str]()
    for position, one in enumerate(schema.explanations):
        entry = source.problem(("explanations", position), "")
        if one.fingerprint in seen:
            where = ("explanations", position, "fingerprint")
            problems.append(source.problem(where, f"“{one.fingerprint}”前面已有一条说明，请删去一条"))
        seen.add(one.fingerprint)
        entries.append(
            Explanation(
                code=one.code,
                criterion=one.criterion,
                metric=one.metric,
                words=one.words,
                fingerprint=one.fingerprint,
                reason=one.reason,
                by=one.by,
                given=one.given,
                until=one.until,
                entry=entry,
            )
        )
    if problems:
        raise PackError(problems)
    return Explanations(tuple(entries), on)
