"""Typer in Chinese: help pages, and its messages on wrong usage.

Typer writes both in English and measures text by characters, which breaks pages of Chinese; so the pages are
laid out here, one line an option, and the errors are told anew from what they carry.
"""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup
from typer.exceptions import TyperException

_HELP = "--help"
_COLUMN = 33


class Command(TyperCommand):
    """A command whose help page is in Chinese; its example stands in ``epilog``."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, what it does, arguments, options, example."""
        params = self.get_params(ctx)
        arguments = [param for param in params if isinstance(param, TyperArgument)]
        names = "".join(f" {_metavar(param)}" for param in arguments)
        _write_head(formatter, f"{ctx.command_path} [选项]{names}", self.help)
        _write_rows(formatter, "参数", [(_metavar(param), _described(param)) for param in arguments])
        _write_options(formatter, params)
        _write_example(formatter, self.epilog)


class Group(TyperGroup):
    """A group of commands whose help page is in Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, what it is, the commands, options, example."""
        _write_head(formatter, f"{ctx.command_path} 命令 …", self.help)
        commands = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        rows = [(name, (command.help or "").split("\n", 1)[0]) for name, command in commands]
        _write_rows(formatter, "命令", rows)
        _write_options(formatter, self.get_params(ctx))
        _write_example(formatter, self.epilog)


def wrong_usage(error: TyperException) -> str:
    """One Chinese line on a call that Typer refused: what is wrong and where to read how it goes."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "docscore"
    told = _told(error)
    return f"{told}{'' if told.endswith('？') else '。'}用法见：{command} {_HELP}"


def _told(error: TyperException) -> str:
    kind, message = type(error).__name__, error.message
    if kind == "NoSuchOption":
        close = getattr(error, "possibilities", None)
        hint = f"，是否想写 {'、'.join(sorted(close))}？" if close else ""
        return f"没有“{getattr(error, 'option_name', '')}”这个选项{hint}"
    if kind == "MissingParameter":
        param = getattr(error, "param", None)
        word = "参数" if isinstance(param, TyperArgument) else "选项"
        return f"缺少{word} {_metavar(param) if word == '参数' else param.opts[0]}" if param else "缺少参数"
    if kind == "BadParameter":
        param = getattr(error, "param", None)
        name = (_metavar(param) if isinstance(param, TyperArgument) else param.opts[0]) if param else ""
        given = re.match(r".*?'(.*?)' is not", message)
        value = f"“{given.group(1)}”" if given else ""
        choices = _choices(param)
        allowed = f"，可选：{'、'.join(choices)}" if choices else ""
        return f"{name} 的值{value}不对{allowed}"
    if kind == "BadOptionUsage":
        return f"选项 {getattr(error, 'option_name', '')} 后面的值不对或缺少"
    if match := re.match(r"No such command '(.*?)'\.?(?: Did you mean (.*)\?)?", message):
        hint = f"，是否想写 {match.group(2).split(',')[0].replace(chr(39), '')}？" if match.group(2) else ""
        return f"没有“{match.group(1)}”这个命令{hint}"
    if message.startswith("Missing command"):
        return "缺少命令"
    if match := re.search(r"extra argument\S* \((.*)\)", message):
        return f"多出了参数“{match.group(1)}”"
    return f"命令写法不对（{message}）"


def _metavar(param: Any) -> str:
    return str(param.metavar or param.name.upper())


def _choices(param: Any) -> list[str]:
    """The values to choose from, which an option names in its metavar, in lower case: ``table|json``."""
    shown = _metavar(param) if param else ""
    return shown.split("|") if "|" in shown and shown.islower() else []


def _described(param: Any) -> str:
    notes = []
    if param.required and not isinstance(param, TyperArgument):
        notes.append("必填")
    if param.default is not None and not param.required and not callable(param.default):
        notes.append(f"默认 {getattr(param.default, 'value', param.default)}")
    about = param.help or ""
    return f"{about}（{'，'.join(notes)}）" if notes else about


def _write_head(formatter: Any, usage: str, about: str | None) -> None:
    formatter.write(f"用法：{usage}\n")
    formatter.write("\n" + "".join(f"{line.strip()}\n" for line in (about or "").strip().splitlines()))


def _write_options(formatter: Any, params: list[Any]) -> None:
    rows = []
    for param in params:
        if isinstance(param, TyperArgument):
            continue
        if _HELP in param.opts:
            rows.append((_HELP, "显示本页"))
        elif not param.is_flag:
            rows.append((f"{', '.join(param.opts)} {_metavar(param)}", _described(param)))
        else:
            rows.append((", ".join(param.opts), param.help or ""))
    _write_rows(formatter, "选项", rows)


def _write_rows(formatter: Any, heading: str, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    formatter.write(f"\n{heading}：\n")
    for name, about in rows:
        gap = " " * max(_COLUMN - len(name), 2)
        formatter.write(f"  {name}{gap}{about}".rstrip() + "\n")


def _write_example(formatter: Any, example: str | None) -> None:
    if example:
        lines = "".join(f"  {line.strip()}\n" for line in example.strip().splitlines())
        formatter.write(f"\n示例：\n{lines}")
