"""The SQL that makes the database roles on a server of one's own."""

import argparse

from jingwei.ops import roles, running
from jingwei.ops.answering import answer
from jingwei.ops.database import is_embedded
from jingwei.ops.folders import data_folder
from jingwei.ops.words import Stopped, _

HELP = _("建立数据库角色；用自己的服务器时打印给管理员执行的 SQL")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sql", action="store_true", help=_("只打印 SQL，不连接数据库"))


def run(options: argparse.Namespace) -> int:
    if options.sql:
        script = roles.script()
        answer(options, {"sql": script}, script.rstrip("\n"))
        return 0
    if not is_embedded():
        raise Stopped(_("服务器上的角色由管理员建立：./jw roles --sql | psql（超级用户）。"))
    with running.server():
        roles.ensure(data_folder())
    said = _("角色已齐全：{roles}").format(roles="、".join(roles.ROLES))
    answer(options, {"roles": list(roles.ROLES)}, said)
    return 0
