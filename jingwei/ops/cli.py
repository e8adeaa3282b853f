"""What can be typed after `./jw`? One module in `jingwei/ops/commands` for each command."""

import argparse
import importlib
import keyword
import os
import pkgutil
import sys
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Protocol, cast

from jingwei.ops import answering, commands, telling
from jingwei.ops.guarding import guarded
from jingwei.ops.typed import Parser, say_everywhere
from jingwei.ops.words import _, compile_translations, language


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
    """Run one command; the exit status is the command's, or one of those below.

    2 with a sentence where it is refused, 70 for a fault of ours, 128 and the number of the signal
    where it was stopped (130 for Ctrl-C). With ``--json`` standard output holds JSON and only that.
    """
    typed = sys.argv[1:] if typed is None else typed
    if language() == "en":  # a new checkout has no catalogues that programs read
        with suppress(OSError):
            compile_translations()
    with answering.for_programs() if "--json" in typed else nullcontext():
        options = parse(typed)
        if options.data:
            os.environ["JINGWEI_DATA"] = str(Path(options.data).absolute())
        with telling.aloud():
            return guarded(lambda: command(options.command).run(options))


def parse(typed: Sequence[str]) -> argparse.Namespace:
    """What was typed, understood; else a sentence and the end with status 2."""
    parser = _parser(typed)
    if not typed:
        parser.print_help()
        sys.exit(0)
    options, rest = parser.parse_known_args(typed)
    if rest and not getattr(command(options.command), "PASSES_ON", False):
        parser.error(_("不认识：{rest}").format(rest=" ".join(rest)))
    options.rest = rest
    return options


def _parser(typed: Sequence[str]) -> argparse.ArgumentParser:
    parser = Parser(
        prog="./jw",
        description=_("经纬：一座城市的基层党建，做一次，不重复填报。"),
        epilog=_("每个命令的用法：./jw 命令 --help"),
    )
    everywhere = Parser(add_help=False)
    say_everywhere(everywhere)
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
