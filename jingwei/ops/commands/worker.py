"""Background work: imports, figures, notices, as role jw_worker."""

import argparse

from jingwei.ops.running import use_database
from jingwei.ops.words import _

HELP = _("只运行后台任务（./jw up 会自动运行）")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--concurrency", type=int, default=2, help=_("同时做几件（默认 2）"))


def run(options: argparse.Namespace) -> int:
    with use_database("worker"):
        from procrastinate.contrib.django import app
        from procrastinate.contrib.django.django_connector import DjangoConnector

        connector = app.connector
        assert isinstance(connector, DjangoConnector)  # noqa: S101  (what Django's app is made with)
        queue = app.with_connector(connector.get_worker_connector())
        # Ctrl-C or SIGTERM: the job in hand may finish within these seconds.
        queue.run_worker(
            concurrency=options.concurrency,
            shutdown_graceful_timeout=10,
            delete_jobs="successful",
            install_signal_handlers=True,
        )
    return 0
