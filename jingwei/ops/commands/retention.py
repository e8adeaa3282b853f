"""Delete what has outlived its time now, or say how much that would be."""

import argparse
import json

from jingwei.ops.running import use_database
from jingwei.ops.words import _

HELP = _("删除过了保存期限的内容（平时每天夜里自动删除）")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help=_("只说会删多少，不删除"))
    parser.add_argument("--json", action="store_true", help=_("输出 JSON"))


def run(options: argparse.Namespace) -> int:
    with use_database("worker"):
        from django.utils import timezone

        from jingwei.kernel.privacy import keeping
        from jingwei.kernel.register import register

        act = keeping.due_now if options.dry_run else keeping.run_retention
        found = act(at=timezone.now())
        titles = {code: str(rule.title) for code, rule in register().retentions.items()}
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return 0
    for code, count in found.items():
        print(_("{what}：{count} 行").format(what=titles[code], count=count))
    return 0
