"""Do the records of this installation hold together? Reads everything; changes nothing."""

import argparse

from jingwei.ops.answering import answer
from jingwei.ops.running import use_database
from jingwei.ops.words import _

HELP = _("逐项核对全部数据：约束、范围、附件、指标、台账、授权")


def arguments(_parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    with use_database("migrate", empty=False):
        from jingwei.ops.health import deep, look

        seen = look.look_at(deep.LOOKS)
    answer(options, look.as_json(seen), *look.lines(seen))
    return look.exit_code(seen)
