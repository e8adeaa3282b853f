"""Build what the browser gets: scripts, styles, pictures."""

import argparse

from jingwei.ops import assets
from jingwei.ops.answering import answer
from jingwei.ops.words import _

HELP = _("制作页面用的样式和脚本（./jw up 会自动做）")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help=_("没有变化也重做"))


def run(options: argparse.Namespace) -> int:
    if assets.are_built() and not options.force:
        answer(options, {"built": False}, _("页面资源没有变化。"))
        return 0
    assets.build()
    answer(options, {"built": True}, _("页面资源已做好。"))
    return 0
