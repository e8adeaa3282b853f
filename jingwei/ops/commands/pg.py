"""The embedded PostgreSQL by itself, for developers: start, stop, status."""

import argparse

from jingwei.ops import postgres, roles, running
from jingwei.ops.answering import answer
from jingwei.ops.database import is_embedded
from jingwei.ops.folders import data_folder
from jingwei.ops.words import Stopped, _

HELP = _("单独启动、停止或查看自带的数据库（开发时用）")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "act", choices=["start", "stop", "status"], metavar=_("start、stop 或 status")
    )
    parser.add_argument(
        "--throwaway",
        action="store_true",
        help=_("更快，但断电会丢数据：只用于测试"),
    )


def run(options: argparse.Namespace) -> int:
    if not is_embedded():
        raise Stopped(_("已设置 JINGWEI_DATABASE_URL，数据库由那台服务器提供。"))
    data = data_folder()
    if options.act == "stop":
        stopped = postgres.stop(data)
        said = _("数据库已停止。") if stopped else _("数据库没有在运行。")
        answer(options, {"running": False, "stopped": stopped}, said)
        return 0
    if options.act == "status":
        answers = (data / "pgdata").exists() and postgres.is_running(data)
        said = _("数据库正在运行。") if answers else _("数据库没有在运行。")
        answer(options, {"running": answers}, said)
        return 0 if answers else 3
    started = postgres.start(data, throwaway=options.throwaway)
    running.keep(data)
    roles.ensure(data)
    said = _("数据库已启动。") if started else _("数据库已在运行。")
    answer(options, {"running": True, "started": started}, said)
    return 0
