"""Worked cases of a rubric: a sentence of a report, or values, and what one criterion must get from them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, model_validator

from .locate import data_folder
from .source import Source, Strict

Value = str | int | Decimal | bool


class CaseSchema(Strict):
    """One case: ``given`` (words of a report) or ``try`` (values), and what must come out.

    Attributes:
        criterion: id of the criterion.
        given: words of a report.
        values: values as for ``docscore rubric try``: one, a list in the order of the inputs, or by name.
        low: least points.
        high: most points.
        supported: most points that the report's own words allow; not checked if not written.
        status: the status; not checked if not written.
        grade: the grade, for criteria that give one.
    """

    criterion: str
    given: str | None = None
    values: Value | tuple[Value, ...] | dict[str, Value] | None = Field(default=None, alias="try")
    low: Decimal | None = None
    high: Decimal | None = None
    supported: Decimal | None = None
    status: str | None = None
    grade: str | None = None
    note: str = ""

    @model_validator(mode="after")
    def _asks_and_expects(self) -> CaseSchema:
        if (self.given is None) == (self.values is None):
            raise ValueError("每个算例写 given（报告原文）或 try（数值）之一")
        if self.low is None and self.high is None and self.status is None and self.grade is None:
            raise ValueError("没有写该得什么：请写 low 和 high、status 或 grade")
        return self

    @property
    def typed(self) -> list[str]:
        """The values as a person types them after ``--given``."""
        if isinstance(self.values, dict):
            return [f"{name}={_typed(value)}" for name, value in self.values.items()]
        if isinstance(self.values, tuple):
            return [_typed(value) for value in self.values]
        return [] if self.values is None else [_typed(self.values)]


class CaseFileSchema(Strict):
    """One file of cases."""

    rubric: str
    cases: Annotated[tuple[CaseSchema, ...], Field(min_length=1)]


def read_cases(path: Path) -> tuple[str, tuple[tuple[int, CaseSchema], ...]]:
    """The cases of a file.

    Args:
        path: the YAML file.

    Returns:
        The rubric that they are for (id or file), and each case with its line.

    Raises:
        InputError: the file cannot be read.
        PackError: it has problems; carries all of them.
    """
    source = Source(path)
    schema = source.parse(CaseFileSchema)
    lines = (source.problem(("cases", i), "").line for i in range(len(schema.cases)))
    return schema.rubric, tuple(zip(lines, schema.cases, strict=True))


def case_files(folder: Path | None = None) -> dict[str, Path]:
    """Files of shipped cases by the id of their rubric.

    Args:
        folder: where they lie; the wheel's or the checkout's own if not given.
    """
    where = folder or data_folder("cases")
    return {path.stem: path for path in sorted(where.glob("*.yaml"))}


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
