"""Delete what has outlived its time now, or say how much that would be."""

import argparse

from jingwei.ops import telling
from jingwei.ops.answering import answer
from jingwei.ops.running import in_words_of_the_terminal, use_database
from jingwei.ops.words import _

HELP = _("删除过了保存期限的内容（平时每天夜里自动删除）")

STEP = _("正在删除到期的内容，行")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help=_("只说会删多少，不删除"))


def run(options: argparse.Namespace) -> int:
    with use_database("worker"):
        from django.utils import timezone

        from jingwei.kernel.privacy import keeping
        from jingwei.kernel.register import register

        at = timezone.now()
        found = (
            keeping.due_now(at=at)
            if options.dry_run
            else keeping.run_retention(at=at, said=lambda gone: telling.say(STEP, gone))
        )
        with in_words_of_the_terminal():
            titles = {code: str(rule.title) for code, rule in register().retentions.items()}
    answer(
        options,
        {"dry_run": options.dry_run, "rows": found},
        *(_("{what}：{count} 行").format(what=titles[code], count=n) for code, n in found.items()),
    )
    return 0
