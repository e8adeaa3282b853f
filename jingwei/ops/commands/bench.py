"""Measure imports and lists beside the plainest way of doing the same, in one run."""

import argparse
import json
import platform

from jingwei.ops import assets
from jingwei.ops.folders import data_folder
from jingwei.ops.words import _

HELP = _("测量速度：import、list、audit（在单独的 bench_ 数据库里）")

PARTS = {"import": ("tree", "imports"), "list": ("towns", "lists"), "audit": ("tree", "audit")}
"""The programs of a measurement: as the owner for the organisations, then as the program itself."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=sorted(PARTS), help=_("测什么"))
    parser.add_argument("--size", choices=["s", "m"], default="s", help=_("s 两万行，m 四十五万行"))
    parser.add_argument("--json", action="store_true", help=_("结果写成 JSON"))


def run(options: argparse.Namespace) -> int:
    from jingwei.ops.bench import rosters
    from jingwei.ops.bench.imports import SIZES
    from jingwei.ops.bench.place import address, bench_database, run_as

    if options.what == "list" and not assets.are_built():
        assets.build()
    place = data_folder() / "bench"
    tree, module = PARTS[options.what]
    with bench_database() as name:
        run_as(
            "migrate",
            ["-m", f"jingwei.ops.bench.{tree}", str(rosters.branches(SIZES[options.size]))],
        )
        if options.what == "list":
            run_as("app", ["-m", "django", "collectstatic", "--noinput", "--verbosity=0"])
        owner = address("migrate", name)
        said = run_as(
            "app", ["-m", f"jingwei.ops.bench.{module}", options.size, str(place), owner]
        )
    result = json.loads(said.strip().splitlines()[-1])
    result["python"] = platform.python_version()
    print(json.dumps(result, ensure_ascii=False, indent=None if options.json else 2))
    return 0
