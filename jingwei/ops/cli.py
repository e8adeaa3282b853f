"""What can be typed after `./jw`? One module in `jingwei/ops/commands` for each command."""

import argparse
import importlib
import keyword
import os
import pkgutil
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Protocol, cast

from jingwei.kernel.findings import Refused
from jingwei.ops import commands
from jingwei.ops.typed import Parser
from jingwei.ops.words import REASONS, Stopped, _, reason, told

INTERRUPTED = 130  # the exit status of whoever was asked to end


class Command(Protocol):
    """What a module in `jingwei/ops/commands` offers; it imports Django only inside `run`.

    With `PASSES_ON = True` what the parser does not know arrives in `options.rest`.
    """

    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> int: ...


def names() -> list[str]:
    """Every command as it is typed."""
    return [
        module.name.removesuffix("_").replace("_", "-")
        for module in pkgutil.iter_modules(commands.__path__)
        if not module.name.startswith("_") and module.name != "tests"
    ]


def command(name: str) -> Command:
    """The module of one command."""
    module = name.replace("-", "_") + ("_" if keyword.iskeyword(name) else "")
    place = f"{commands.__name__}.{module}"
    return cast(Command, importlib.import_module(place))


def main(typed: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is the command's, or 2 with one sentence, or INTERRUPTED."""
    typed = sys.argv[1:] if typed is None else typed
    parser = _parser(typed)
    options, rest = parser.parse_known_args(typed)
    if rest and not getattr(command(options.command), "PASSES_ON", False):
        parser.error(_("不认识：{rest}").format(rest=" ".join(rest)))
    options.rest = rest
    if options.data:
        os.environ["JINGWEI_DATA"] = str(Path(options.data).absolute())
    return guarded(lambda: command(options.command).run(options))


def guarded(act: Callable[[], int | None]) -> int:
    """Do it; an expected reason to stop becomes a sentence and a status, never a traceback."""
    for number in (signal.SIGTERM, signal.SIGHUP):  # asked to end, or the terminal has gone
        signal.signal(number, _interrupt)
    try:
        return act() or 0
    except Stopped as stopped:
        return _say(str(stopped))
    except Refused as refused:
        return _say("\n".join(map(told, refused.findings)))
    except OSError as error:  # a disk that is full, a folder that is not there
        if isinstance(error, BrokenPipeError):
            # The reader (`| head`) has left; Python would complain once more at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        if error.errno not in REASONS or os.environ.get("JINGWEI_DEBUG"):
            raise
        what = f"{error.filename}：" if error.filename else ""
        return _say(_("没有做完：{what}{why}。").format(what=what, why=reason(error)))
    except KeyboardInterrupt:
        _say(_("已停止。"))
        return INTERRUPTED


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


def _parser(typed: Sequence[str]) -> argparse.ArgumentParser:
    parser = Parser(
        prog="./jw",
        description=_("经纬：一座城市的基层党建，做一次，不重复填报。"),
        epilog=_("每个命令的用法：./jw 命令 --help"),
    )
    everywhere = Parser(add_help=False)
    everywhere.add_argument("--data", metavar="DIR", help=_("数据文件夹（默认 .jingwei）"))
    chosen = parser.add_subparsers(dest="command", metavar=_("命令"), required=True)
    known = names()
    # One command is loaded for its own call, all of them only for the list.
    wanted = [typed[0]] if typed and typed[0] in known else known
    for name in wanted:
        module = command(name)
        sub = chosen.add_parser(
            name,
            help=_(module.HELP),
            description=_(module.HELP),
            parents=[everywhere],
            conflict_handler="resolve",
        )
        module.arguments(sub)
    return parser
