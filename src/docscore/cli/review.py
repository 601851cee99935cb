"""``docscore review``: the workbench in the browser."""

from __future__ import annotations

import sys
import webbrowser
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError
from .output import say, say_error

HELP = """
打开复核工作台：在浏览器里看材料、定分、签发、导出。

没有账号时只在本机打开，链接只能用一次；用 docscore user add 建了账号，就按账号登录，可以几个人一起用。
"""
EXAMPLE = """
docscore review 批次/
docscore review 批次/ --host 0.0.0.0 --port 8000 --name review.example.cn
"""


def review(
    workspace: Annotated[Path, typer.Argument(metavar="WORKSPACE", help="工作区文件夹")],
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="端口，0 为任选")] = 8686,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDR", help="监听的地址；不是本机的地址要先有账号")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="NAME", help="同事用来打开的主机名，可以写几个")
    ] = None,
    proxy: Annotated[
        str, typer.Option("--proxy", metavar="ADDR", help="前面有 TLS 代理时，代理的地址，如 127.0.0.1")
    ] = "",
    browser: Annotated[
        bool | None,
        typer.Option("--open/--no-open", help="打开浏览器；默认在终端里运行、没有账号时打开"),
    ] = None,
) -> None:
    """Serve a workspace until it is interrupted."""
    if missing := [module for module in ("fastapi", "uvicorn", "argon2") if find_spec(module) is None]:
        raise UsageError(f"没有装工作台（缺 {'、'.join(missing)}）", "请运行 pip install 'docscore[web]'")
    from ..web.serve import Address, serve

    address = Address(host, port, tuple(name or ()), proxy)

    def told(link: str, team: bool) -> None:
        way = "用账号登录" if team else "链接只能用一次，请不要转给别人"
        say(f"工作台已打开（{way}）：\n\n    {link}\n\n按 Ctrl+C 结束。意见随写随存，不用另外保存。\n")
        if team and not address.local and not proxy:
            say_error("注意：没有 TLS，密码在网上不加密。请在前面放一个 TLS 代理，见 docs/workbench.md")
        if browser if browser is not None else (not team and sys.stdout.isatty()):
            webbrowser.open(link)

    serve(workspace, address, told)
