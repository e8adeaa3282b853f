"""Bring the database's tables, policies and grants up to this version."""

import argparse

from jingwei.ops.running import use_database
from jingwei.ops.words import _

HELP = _("把数据库更新到当前版本（表、策略、权限）")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help=_("不逐条显示"))


def run(options: argparse.Namespace) -> int:
    with use_database("migrate"):
        from django.core.management import call_command
        from django.db import connection

        from jingwei.kernel.access import grants
        from jingwei.ops import roles

        call_command("migrate", interactive=False, verbosity=0 if options.quiet else 1)
        grants.apply()
        with connection.cursor() as cursor:
            for statement in roles.QUEUE:
                cursor.execute(statement)
    return 0
