"""One YAML file, read with the line and column of each of its parts."""

from __future__ import annotations

import difflib
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedBase
from ruamel.yaml.constructor import DuplicateKeyError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode

from ..errors import InputError, PackError
from ..model import Problem
from .cache import keep, recall

Path_ = tuple[str | int, ...]
"""The way to a part of a YAML file: keys and 0-based positions from its root."""


class Strict(BaseModel):
    """Base of all schemas: unknown keys are refused, values are not bent to fit."""

    # Parts of a schema are built with the whole, when a file is read, and not each on its own when it is imported.
    model_config = ConfigDict(extra="forbid", frozen=True)


Schema = TypeVar("Schema", bound=Strict)

# pydantic's error types → what a person should read. ``{}`` takes the context of the error.
_MESSAGES = {
    "missing": "缺少“{key}”，请补上",
    "extra_forbidden": "不认识“{key}”{hint}",
    "literal_error": "“{input}”不在可选之列，应为 {expected}",
    "enum": "“{input}”不在可选之列，应为 {expected}",
    "string_type": "这里应为文字（如有需要请加引号）",
    "decimal_type": "这里应为数字",
    "decimal_parsing": "“{input}”不是数字",
    "list_type": "这里应为列表（每项前加“- ”）",
    "tuple_type": "这里应为列表（每项前加“- ”）",
    "dict_type": "这里应为“名称: 值”的形式",
    "model_type": "这里应为“名称: 值”的形式",
    "date_type": "这里应为日期，如 2021-08-31",
    "date_from_datetime_parsing": "“{input}”不是日期，应写作 2021-08-31",
    "date_from_datetime_inexact": "“{input}”不是日期，应写作 2021-08-31",
    "string_too_short": "这里不能空着",
    "bool_type": "这里应为 true 或 false",
    "bool_parsing": "这里应为 true 或 false",
    "union_tag_not_found": "缺少“kind”，请写明规则类型",
    "union_tag_invalid": "没有“{tag}”这种规则，可用：{expected_tags}",
    "too_short": "这里至少要有 {min_length} 项",
}


class _Constructor(RoundTripConstructor):
    """Reads decimal numbers as Decimal: 0.1 in a file is exactly 0.1; leaves a day that does not exist as text."""

    def construct_yaml_float(self, node: ScalarNode) -> Any:
        text = str(node.value).replace("_", "")
        try:
            return Decimal(text)
        except ArithmeticError:
            return super().construct_yaml_float(node)

    def construct_yaml_timestamp(self, node: ScalarNode, values: Any = None) -> Any:
        try:
            return super().construct_yaml_timestamp(node, values)
        except ValueError:  # 2022-13-31: the schema says what is wrong with it, and where
            return str(node.value)


_Constructor.add_constructor("tag:yaml.org,2002:float", _Constructor.construct_yaml_float)
_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.construct_yaml_timestamp)


class Source:
    """A YAML file with the position of each of its parts.

    Args:
        path: the file.
        shown_as: its name in messages; the path if not given.

    Raises:
        InputError: the file cannot be read or is not UTF-8.
        PackError: it is not YAML; carries one problem with line and column.
    """

    def __init__(self, path: Path, shown_as: str = "") -> None:
        self.path = path
        self.name = shown_as or str(path)
        try:
            self._text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(self.name, "不是 UTF-8 编码的文本", "请另存为 UTF-8 后重试") from error
        except OSError as error:
            raise InputError(self.name, f"无法读取（{error.strerror}）", "请检查路径和权限") from error
        known = recall(self._text)
        self.data: Any = self._tree if known is None else known
        if not isinstance(self.data, dict):
            raise PackError([Problem(self.name, 1, 1, "文件应以“名称: 值”开头，这里是空的或是列表")])
        if known is None:
            keep(self._text, self.data)

    @cached_property
    def _tree(self) -> Any:
        """The file with the position of each part; parsed only for a file not seen before, or for a problem."""
        yaml = YAML(typ="rt", pure=True)
        yaml.Constructor = _Constructor
        try:
            return yaml.load(self._text)
        except DuplicateKeyError as error:
            raise PackError([self._syntax(error, "同一层里有重复的名称，请删去一个")]) from error
        except MarkedYAMLError as error:
            raise PackError([self._syntax(error, "不合 YAML 语法，请检查缩进、冒号和引号")]) from error
        except (YAMLError, ValueError) as error:
            raise PackError([Problem(self.name, 1, 1, "不合 YAML 语法或含不允许的字符")]) from error

    def _syntax(self, error: MarkedYAMLError, message: str) -> Problem:
        mark = error.problem_mark or error.context_mark
        return Problem(self.name, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, message)

    def problem(self, path: Path_, message: str, *, on_key: bool = False) -> Problem:
        """A problem at the part that *path* leads to.

        Args:
            path: keys and positions from the root; where it leads nowhere, its nearest existing parent is meant.
            message: what is wrong and what would be right, in Chinese.
            on_key: point at the key itself instead of at its value.
        """
        line, column = 0, 0
        node: Any = self._tree
        for depth, step in enumerate(path):
            if not isinstance(node, CommentedBase):
                break
            part: Any = node
            last = depth == len(path) - 1
            try:
                if isinstance(node, dict):
                    place = part.lc.key(step) if last and on_key else part.lc.value(step)
                else:
                    place = part.lc.item(step)
                node = part[step]
            except (KeyError, IndexError, TypeError):
                break
            line, column = place
        return Problem(self.name, line + 1, column + 1, message)

    def parse(self, schema: type[Schema]) -> Schema:
        """The file as *schema*.

        Raises:
            PackError: it does not fit; carries every misfit with its place.
        """
        try:
            return schema.model_validate(self.data)
        except ValidationError as error:
            raise PackError(sorted({self._misfit(detail, schema) for detail in error.errors()})) from error

    def _misfit(self, detail: Any, schema: type[Strict]) -> Problem:
        path = self._existing(detail["loc"])
        key = str(detail["loc"][-1]) if detail["loc"] else ""
        kind = detail["type"]
        context = {
            "key": key,
            "input": detail.get("input"),
            "hint": _hint(detail["loc"], schema) if kind == "extra_forbidden" else "",
            **detail.get("ctx", {}),
        }
        template = _MESSAGES.get(kind)
        if kind == "value_error":
            message = str(context["error"])
        elif template:
            message = template.format_map(context)
        else:
            message = f"写法不对（{kind}）"
        return self.problem(path, message, on_key=kind == "extra_forbidden")

    def _existing(self, loc: tuple[str | int, ...]) -> Path_:
        """*loc* without the steps that pydantic adds for union members, as far as it exists in the file."""
        path: list[str | int] = []
        node: Any = self.data
        for step in loc:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                continue
            path.append(step)
        return tuple(path)


def _hint(loc: tuple[str | int, ...], schema: type[Strict]) -> str:
    """The nearest name that may stand where *loc* stands."""
    level = [schema]
    for step in loc[:-1]:
        below = [
            inner
            for known in level
            for name, info in known.model_fields.items()
            if (info.alias or name) == step
            for inner in _schemas_in(info.annotation)
        ]
        # A position in a list, a key of a mapping or the tag of a union leads no deeper.
        level = below or level
    names = {info.alias or name for known in level for name, info in known.model_fields.items()}
    close = difflib.get_close_matches(str(loc[-1]), sorted(names), n=1)
    return f"，是否想写“{close[0]}”？" if close else "，请删去或改名"


def _schemas_in(annotation: Any) -> list[type[Strict]]:
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return [annotation]
    found = []
    for argument in getattr(annotation, "__args__", ()):
        found += _schemas_in(argument)
    return found
