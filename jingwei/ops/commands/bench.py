"""Measure imports, lists and figures beside the plainest way of doing the same, in one run."""

import argparse
import json
import platform
from importlib.util import find_spec

from jingwei.ops import assets, telling
from jingwei.ops.answering import answer
from jingwei.ops.folders import data_folder
from jingwei.ops.words import Stopped, _

HELP = _("测量速度：import、list、figures、audit、life、matters（在单独的 bench_ 数据库里）")

PARTS = {
    "import": ("tree", "imports", "app"),
    "list": ("towns", "lists", "app"),
    "tree": ("county", "moves", "app"),
    "figures": ("life", "figures", "worker"),
    "audit": ("tree", "audit", "app"),
    "life": ("life", "meetings", "app"),
    "matters": ("asked", "matters", "app"),
}
"""The programs of a measurement: as the owner for what is there, then in the role named."""
WITH_PEERS = {"import", "list", "figures"}
SHOW_PAGES = {"list", "figures", "life", "matters"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=sorted(PARTS), help=_("测什么"))
    parser.add_argument(
        "--size", choices=["s", "m"], default="s", help=_("s 两万行，m 四十五万行（诉求一百万件）")
    )
    parser.add_argument(
        "--peers",
        action="store_true",
        help=_(
            "连同别家的做法：list 为 Django 管理后台，import 为 django-import-export，"
            "figures 为 DuckDB 上的十座城市"
        ),
    )


def refuse_without_peer() -> None:
    """Raises: Stopped where django-import-export is not there to be measured."""
    if find_spec("import_export") is None:
        raise Stopped(_("没有装 django-import-export：请装可选部件 peers，或者去掉 --peers。"))


def run(options: argparse.Namespace) -> int:
    from jingwei.ops.bench import rosters
    from jingwei.ops.bench.imports import SIZES
    from jingwei.ops.bench.place import address, bench_database, run_as

    if options.what in SHOW_PAGES and not assets.are_built():
        assets.build()
    if options.peers and options.what == "import":
        refuse_without_peer()
    place = data_folder() / "bench"
    tree, module, role = PARTS[options.what]
    rows = SIZES[options.size]
    many = options.size if tree == "asked" else rows if tree == "life" else rosters.branches(rows)
    with bench_database() as name:
        telling.tell(_("正在装入要测的数据……"))
        run_as("migrate", ["-m", f"jingwei.ops.bench.{tree}", str(many)])
        if options.what in SHOW_PAGES:
            run_as("app", ["-m", "django", "collectstatic", "--noinput", "--verbosity=0"])
        owner = address("migrate", name)
        telling.tell(_("正在测量……"))
        peers = ["peers"] if options.peers and options.what in WITH_PEERS else []
        said = run_as(
            role, ["-m", f"jingwei.ops.bench.{module}", options.size, str(place), owner, *peers]
        )
    result = json.loads(said.strip().splitlines()[-1])
    result["python"] = platform.python_version()
    answer(options, result, json.dumps(result, ensure_ascii=False, indent=2))
    return 0
