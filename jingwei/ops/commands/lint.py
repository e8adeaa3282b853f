"""Style, types and the direction of imports."""

import argparse
import sys
from pathlib import Path

from jingwei.ops import children, telling
from jingwei.ops.answering import answer
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.words import _

HELP = _("检查代码：写法、类型、引用方向（开发时用）")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fix", action="store_true", help=_("能自动改的直接改"))


def run(options: argparse.Namespace) -> int:
    programs = Path(sys.executable).parent
    checks: list[list[str | Path]] = [
        [programs / "ruff", "check", *(["--fix"] if options.fix else [])],
        [programs / "ruff", "format", *([] if options.fix else ["--check"])],
        [programs / "mypy", "jingwei", "tests"],
        [programs / "lint-imports"],
    ]
    passed = {}
    for check in checks:
        name = " ".join([Path(check[0]).name, *map(str, check[1:2])])
        telling.tell(_("正在检查：{what}").format(what=name))
        passed[name] = children.run(check, cwd=REPOSITORY).returncode == 0
    fine = all(passed.values())
    said = _("全部通过。") if fine else _("有没通过的，见上面。")
    answer(options, {"passed": fine, "checks": passed}, said)
    return 0 if fine else 1
