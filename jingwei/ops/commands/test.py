"""All tests, on a database of their own that is thrown away."""

import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from jingwei.ops import answering, assets, browser, children, postgres_binaries, running
from jingwei.ops.analysis import wanting as analysis
from jingwei.ops.database import ADDRESSES
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.telling import tell
from jingwei.ops.words import Stopped, _, compile_translations

HELP = _("运行全部测试（--fast 只运行快的）")
PASSES_ON = True
ALONE = {"-k", "-n", "-s", "-x", "--lf", "--ff", "--pdb"}  # said by someone who looks at one thing


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fast", action="store_true", help=_("不含慢的和浏览器里的，约 3 分钟内"))
    parser.add_argument("--long", action="store_true", help=_("连同次数最多的那些"))
    parser.add_argument(
        "--keep", action="store_true", help=_("留着测试库，下次少等半分钟；改了表会重建")
    )
    parser.add_argument(
        "--pg15", action="store_true", help=_("只把数据库测试在 PostgreSQL 15 上再运行一遍")
    )
    parser.add_argument(
        "--spark", action="store_true", help=_("只在 Spark 的两个执行进程上核对指标，需要 Java 17")
    )
    parser.add_argument(
        "--chance", metavar="N", type=int, default=0,
        help=_("换一组随机值再运行，找出只是碰巧通过的测试"),
    )  # fmt: skip
    parser.epilog = _("其余参数原样交给 pytest，如 ./jw test -k 导入")


def run(options: argparse.Namespace) -> int:
    if options.pg15:
        os.environ["JINGWEI_PG_BIN"] = str(_postgres_15())
    if options.spark and (wanting := analysis.spark_is_wanting()):
        raise Stopped(wanting)
    for name in ADDRESSES.values():  # tests never touch a configured server
        os.environ.pop(name, None)
    # What passed here passes in CI: the values drawn and the order of sets are the same.
    os.environ["PYTHONHASHSEED"] = str(options.chance)
    os.environ["JINGWEI_TEST_CHANCE"] = str(options.chance or "")
    chosen = _which(options)
    compile_translations()
    if not assets.are_built():
        assets.build()
    if not (options.fast or options.pg15 or options.spark) and (wanting := browser.provide()):
        if os.environ.get("CI"):
            raise Stopped(wanting)
        tell(wanting + _("这次不含浏览器测试。"))
        chosen += ["--ignore=tests/e2e"]
    if options.keep:
        return _on_kept_database(options, chosen + options.rest)
    # Away from the repository, and short: the socket's path has a limit.
    folder = Path(tempfile.mkdtemp(prefix="jw-test-"))
    os.environ["JINGWEI_DATA"] = str(folder / "data")
    try:
        return _on_database(options, chosen + options.rest)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _on_kept_database(options: argparse.Namespace, said: list[str]) -> int:
    """The same on a database that stays, made anew when a table or a right changed.

    For somebody at work; a test that left something behind may mislead the next run.
    """
    data = REPOSITORY / ".jingwei-test"
    os.environ["JINGWEI_DATA"] = str(data)
    stamp, now = data / "made-from", _tables_digest()
    fits = stamp.exists() and stamp.read_text() == now
    kept = ["--reuse-db", *([] if fits else ["--create-db"])]
    code = _on_database(options, [*said, *kept])
    stamp.write_text(now)
    return code


def _on_database(options: argparse.Namespace, said: list[str]) -> int:
    """What pytest says is for people; with ``--json`` it goes to standard error, as all does."""
    counts = Path(os.environ["JINGWEI_DATA"]) / "tests.json"
    began = time.monotonic()
    with running.server(throwaway=True):
        version = postgres_binaries.major(postgres_binaries.find_binaries())
        tell(_("数据库：PostgreSQL {version}").format(version=version))
        counts.unlink(missing_ok=True)
        how = ["-p", "jingwei.ops.pytest_counts", "--counts-into", str(counts)]
        status = children.run(
            [sys.executable, "-m", "pytest", *how, *said], cwd=REPOSITORY, patience=60
        ).returncode
        told = json.loads(counts.read_text()) if counts.exists() else {}
    told |= {"seconds": round(time.monotonic() - began, 1), "status": status, "database": version}
    if options.json:
        answering.write(told)
    return status


def _tables_digest() -> str:
    """Changes with whatever makes the tables: migrations, roles, grants, their operations."""
    package = REPOSITORY / "jingwei"
    made_by = [*package.glob("**/migrations/*.py"), *package.glob("**/enable_*.py")]
    made_by += [package / "ops" / "roles.py", package / "kernel" / "access" / "grants.py"]
    digest = hashlib.sha256()
    for path in sorted(made_by):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _which(options: argparse.Namespace) -> list[str]:
    chosen = []
    if options.pg15:
        chosen += ["-p", "jingwei.ops.pytest_database"]
    if options.spark:
        return [*chosen, "-m", "spark", "-n", "0", "jingwei/ops/analysis"]
    if options.fast:
        chosen += ["-m", "not slow and not e2e and not long and not spark"]
    elif options.long:
        chosen += ["-m", "not spark"]
    else:
        chosen += ["-m", "not long and not spark"]
    # A few named tests would only wait for a second worker's own database.
    if all(part.startswith("-") and part not in ALONE for part in options.rest):
        chosen += ["-n", str(max(1, min(4, os.cpu_count() or 1))), "--dist", "loadfile"]
    return chosen


def _postgres_15() -> Path:
    places = [Path(os.environ.get("JINGWEI_PG_BIN", "")), Path("/usr/lib/postgresql/15/bin")]
    for place in places:
        if (place / "pg_ctl").exists():
            return place
    raise Stopped(_("这台机器上没有 PostgreSQL 15，请安装 postgresql-15 后再试。"))
