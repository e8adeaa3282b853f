"""Can this installation run today? One line for each thing looked at, in seconds."""

import argparse

from jingwei.ops.answering import answer
from jingwei.ops.running import use_database
from jingwei.ops.words import _

HELP = _("看看这套安装能否正常运行，并说明怎样改正；适合定时运行")


def arguments(_parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    with use_database("app"):
        from jingwei.ops.health import look, shallow

        seen = look.look_at(shallow.LOOKS)
    answer(options, look.as_json(seen), *look.lines(seen))
    return look.exit_code(seen)
