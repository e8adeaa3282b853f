"""Style, types and the direction of imports."""

import argparse
import subprocess
import sys
from pathlib import Path

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
    statuses = [subprocess.run(check, cwd=REPOSITORY).returncode for check in checks]
    return 1 if any(statuses) else 0
