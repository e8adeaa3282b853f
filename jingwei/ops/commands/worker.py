"""Background work: imports, figures, notices, as role jw_worker."""

import argparse

from jingwei.ops.running import use_database
from jingwei.ops.words import _

HELP = _("只运行后台任务（./jw up 会自动运行）")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--concurrency", type=int, default=2, help=_("同时做几件（默认 2）"))


def run(options: argparse.Namespace) -> int:
    with use_database("worker"):
        from django.core.management import call_command

        # Ctrl-C ends it after the job in hand, or after the seconds named here.
        call_command(
            "procrastinate",
            "worker",
            f"--concurrency={options.concurrency}",
            "--shutdown-graceful-timeout=10",
            "--delete-jobs=successful",
        )
    return 0
