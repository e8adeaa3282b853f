"""Can this installation run today? One line for each thing looked at, in seconds."""

import argparse
import json

from jingwei.ops.running import use_database
from jingwei.ops.words import _

HELP = _("看看这套安装能否正常运行，并说明怎样改正；适合定时运行")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("输出 JSON"))


def run(options: argparse.Namespace) -> int:
    with use_database("app"):
        from jingwei.ops.health import look, shallow

        seen = look.look_at(shallow.LOOKS)
    if options.json:
        print(json.dumps([one.told() for one in seen], ensure_ascii=False, indent=2))
    else:
        print("\n".join(look.lines(seen)))
    return look.exit_code(seen)
