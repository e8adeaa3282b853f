"""Write the parts of the manual that are drawn from the code."""

import argparse
from pathlib import Path

from jingwei.ops.answering import answer
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.words import _

HELP = _("更新手册里由程序生成的部分（开发时用）")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help=_("只检查是否最新"))


def run(options: argparse.Namespace) -> int:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingwei.settings")
    import django

    django.setup()
    from jingwei.ops import figure_manual, glossary

    drawn = {one.WHOLE: one.written() for one in (glossary, figure_manual)}
    stale = [str(one) for one, text in drawn.items() if not _is(REPOSITORY / one, text)]
    if options.check:
        said = [_("不是最新的：{file}").format(file=one) for one in stale]
        answer(options, {"stale": stale}, *(said or [_("手册是最新的。")]))
        return int(bool(stale))
    for place, text in drawn.items():
        (REPOSITORY / place).write_text(text)
    written = [str(one) for one in drawn]
    answer(options, {"written": written}, *(_("已更新 {file}").format(file=f) for f in written))
    return 0


def _is(place: Path, text: str) -> bool:
    return place.exists() and place.read_text() == text
