"""Background work: imports, figures, notices, as role jw_worker."""

import argparse

from jingwei.ops.answering import answer
from jingwei.ops.running import use_database
from jingwei.ops.words import Stopped, _

HELP = _("只运行后台任务（./jw up 会自动运行）")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--concurrency", type=int, default=2, help=_("同时做几件（默认 2）"))
    parser.add_argument("--quiet", action="store_true", help=_("开始时不说话"))


def run(options: argparse.Namespace) -> int:
    if options.concurrency < 1:
        raise Stopped(_("--concurrency 要是 1 或更多。"), "usage")
    with use_database("worker"):
        from procrastinate.contrib.django import app
        from procrastinate.contrib.django.django_connector import DjangoConnector

        connector = app.connector
        assert isinstance(connector, DjangoConnector)  # noqa: S101  (what Django's app is made with)
        queue = app.with_connector(connector.get_worker_connector())
        if options.json or not options.quiet:
            said = _("后台任务已在运行，按 Ctrl-C 停止。")
            answer(options, {"role": "jw_worker", "concurrency": options.concurrency}, said)
        # Ctrl-C or SIGTERM: the job in hand may finish within these seconds.
        queue.run_worker(
            concurrency=options.concurrency,
            shutdown_graceful_timeout=10,
            delete_jobs="successful",
            install_signal_handlers=True,
        )
    return 0
