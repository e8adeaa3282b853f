"""Is this installation fit to run? One line for each thing looked at."""

import argparse
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from jingwei.ops import assets
from jingwei.ops.folders import data_folder
from jingwei.ops.running import use_database
from jingwei.ops.words import _

HELP = _("检查这套安装能否正常运行，并说明怎样改正")

SPARE_BYTES = 1_000_000_000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("输出 JSON"))


def run(options: argparse.Namespace) -> int:
    with use_database("app"):
        seen = [
            {"what": what, "ok": not wrong, "message": wrong}
            for what, look in LOOKS.items()
            for wrong in ["；".join(look())]
        ]
    if options.json:
        print(json.dumps(seen, ensure_ascii=False, indent=2))
    else:
        for one in seen:
            print(f"{'✓' if one['ok'] else '✗'} {_(str(one['what']))} {one['message']}".rstrip())
    return 0 if all(one["ok"] for one in seen) else 1


def _settings() -> Iterator[str]:
    from django.core import checks

    for found in checks.run_checks(include_deployment_checks=False):
        if found.level >= checks.WARNING and not found.is_silenced():
            yield f"{found.id} {found.msg}"


def _server() -> Iterator[str]:
    from django.db import connection

    if connection.cursor() and connection.connection.info.server_version < 150000:
        yield _("需要 PostgreSQL 15 或更高版本")


def _role() -> Iterator[str]:
    from django.db import connection

    from jingwei.kernel.access.startup import wrong_role

    with connection.cursor() as cursor:
        if reason := wrong_role(cursor):
            yield reason


def _tables() -> Iterator[str]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        yield _("有 {count} 项更新没有执行，请运行 ./jw migrate").format(count=len(missing))


def _pages() -> Iterator[str]:
    if not assets.are_built():
        yield _("页面资源不是最新的，请运行 ./jw assets")


def _space() -> Iterator[str]:
    free = shutil.disk_usage(data_folder()).free
    if free < SPARE_BYTES:
        yield _("只剩 {free} MB，请清理磁盘").format(free=free // 1_000_000)


def _secrets() -> Iterator[str]:
    folder = data_folder() / "secrets"
    places: list[Path] = [folder, *folder.glob("*")] if folder.exists() else []
    for place in places:
        seen = place.stat()
        if stat.S_IMODE(seen.st_mode) & 0o077 or seen.st_uid != os.getuid():
            yield _("{place} 别人也能读，请改为只有本用户可读").format(place=place)


LOOKS: dict[str, Callable[[], Iterator[str]]] = {
    "设置": _settings,
    "数据库版本": _server,
    "数据库角色": _role,
    "数据表": _tables,
    "页面资源": _pages,
    "磁盘空间": _space,
    "密钥文件": _secrets,
}
