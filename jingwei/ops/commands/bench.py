"""Measure imports and lists beside the plainest way of doing the same, in one run."""

import argparse
import json
import platform

from jingwei.ops.folders import data_folder
from jingwei.ops.words import _

HELP = _("测量速度：import（在单独的 bench_ 数据库里）")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["import"], help=_("测什么"))
    parser.add_argument("--size", choices=["s", "m"], default="s", help=_("s 两万行，m 四十五万行"))
    parser.add_argument("--json", action="store_true", help=_("结果写成 JSON"))


def run(options: argparse.Namespace) -> int:
    from jingwei.ops.bench import rosters
    from jingwei.ops.bench.imports import SIZES
    from jingwei.ops.bench.place import address, bench_database, run_as

    place = data_folder() / "bench"
    with bench_database() as name:
        run_as(
            "migrate", ["-m", "jingwei.ops.bench.tree", str(rosters.branches(SIZES[options.size]))]
        )
        module = {"import": "imports"}[options.what]
        said = run_as(
            "app",
            ["-m", f"jingwei.ops.bench.{module}", options.size, str(place), address("migrate", name)],
        )  # fmt: skip
    result = json.loads(said.strip().splitlines()[-1])
    result["python"] = platform.python_version()
    print(json.dumps(result, ensure_ascii=False, indent=None if options.json else 2))
    return 0
