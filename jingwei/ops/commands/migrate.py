"""Bring the database's tables, policies and grants up to this version."""

import argparse
from pathlib import Path

from jingwei.ops import telling
from jingwei.ops.answering import answer
from jingwei.ops.running import use_database
from jingwei.ops.words import Stopped, _

HELP = _("把数据库更新到当前版本（表、策略、权限）")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help=_("不逐条显示"))


def run(options: argparse.Namespace) -> int:
    applied = bring_up(print_each=not options.quiet)
    said = (
        _("数据库已更新：做了 {count} 步。").format(count=len(applied))
        if applied
        else _("数据库已是当前版本。")
    )
    answer(options, {"applied": applied}, *([] if options.quiet else [said]))
    return 0


def bring_up(*, print_each: bool = False) -> list[str]:
    """Tables, policies and grants of this version; the steps it took, as ``app.name``."""
    with use_database("migrate"):
        from jingwei.kernel.access import grants
        from jingwei.ops.stepping import take_steps

        _provide_keys()
        applied = take_steps(telling.tell if print_each else None)
        grants.apply()
    return applied


def _provide_keys() -> None:
    """Make the key file of a new installation; never a second one for values sealed before."""
    from django.conf import settings
    from django.db import connection

    from jingwei.kernel.privacy import keys

    if Path(settings.JINGWEI_KEY_FILE).exists():
        return
    with connection.cursor() as cursor:
        if "person" in connection.introspection.table_names(cursor):
            cursor.execute("SELECT EXISTS (SELECT FROM person)")
            if cursor.fetchone() == (True,):
                raise Stopped(
                    _("密钥文件 {place} 不见了，请从备份取回，不要新建。").format(
                        place=settings.JINGWEI_KEY_FILE
                    ),
                    "keys.missing",
                )
    keys.make_key_file(settings.JINGWEI_KEY_FILE)
