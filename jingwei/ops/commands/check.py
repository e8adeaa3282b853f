"""Do the records of this installation hold together? Reads everything; changes nothing."""

import argparse
import json

from jingwei.ops.running import use_database
from jingwei.ops.words import _

HELP = _("逐项核对全部数据：约束、范围、附件、指标、台账、授权")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("输出 JSON"))


def run(options: argparse.Namespace) -> int:
    with use_database("migrate", empty=False):
        from jingwei.ops.health import deep, look

        seen = look.look_at(deep.LOOKS)
    if options.json:
        print(json.dumps([one.told() for one in seen], ensure_ascii=False, indent=2))
    else:
        print("\n".join(look.lines(seen)))
    return look.exit_code(seen)
