"""``gouji serve``: the review desk in a browser."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..writers.style import Lang
from .extras import needing

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_PORT = 8765
_HOST = "127.0.0.1"
_PARTING = 2
_BACKLOG = 64


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help=f"端口；不写时用 {_PORT}，被占用则任选一个。")
@click.option(
    "--data", type=click.Path(path_type=Path), help="保存工作数据的文件夹；默认在用户的数据文件夹中。"
)
@click.option(
    "--workers", type=click.IntRange(1, 16), default=2, show_default=True, help="同时核对几份报告。"
)
@click.option(
    "--seconds", type=click.FloatRange(1), default=120.0, show_default=True, help="每份报告的时限。"
)
@click.option("--no-browser", is_flag=True, help="不打开浏览器，只打印网址。")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="界面文字的语言。")
def serve(
    port: int | None,
    data: Path | None,
    workers: int,
    seconds: float,
    no_browser: bool,
    lang: Lang,
) -> int:
    """在浏览器中核对：拖入报告，逐条处理核对意见，导出批注稿。

    只在本机（127.0.0.1）服务，文件不会发送到任何地方；工作数据存在 SQLite 文件中，重新启动后仍在。
    """
    with needing("desk"):
        import python_multipart  # noqa: F401  fails here, where it is said what to install
        import uvicorn  # noqa: F401  likewise

        from ..corpora.screening.model import Limits
        from ..desk.app import application
        from ..desk.checking import Checking
        from ..desk.state import State, default_folder
    from secrets import token_urlsafe

    listening = _listening(port)
    with listening:
        number = listening.getsockname()[1]
        state = State(data or default_folder())
        token = token_urlsafe(32)
        desk = application(
            state, Checking(state, Limits(seconds), workers), token=token, port=number, lang=lang
        )
        _greet(f"http://{_HOST}:{number}/?token={token}", lang, open_it=not no_browser)
        _run(desk, listening)
        state.close()
    return 0


def _listening(port: int | None) -> socket.socket:
    """A socket on this machine only. Raises UsageError if the port is taken."""
    for choice in (port,) if port is not None else (_PORT, 0):
        listening = socket.socket()
        if os.name == "posix":  # elsewhere it would let others take the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((_HOST, choice))
            listening.listen(_BACKLOG)  # a browser that is quicker than the desk waits
        except OSError:
            listening.close()
            continue
        return listening
    raise click.UsageError(f"端口 {port} 已被占用；请换一个，或不写 --port")


def _greet(address: str, lang: Lang, *, open_it: bool) -> None:
    said = "核对页面：{} （按 Ctrl-C 结束）" if lang == "zh" else "The desk: {} (Ctrl-C ends it)"
    click.echo(said.format(address))
    if open_it:
        import webbrowser

        webbrowser.open(address)


def _run(desk: ASGIApp, listening: socket.socket) -> None:
    from uvicorn import Config, Server

    config = Config(
        desk, log_level="error", access_log=False, server_header=False, date_header=False, lifespan="on",
        timeout_graceful_shutdown=_PARTING, ws="none",
    )  # fmt: skip
    Server(config).run(sockets=[listening])
