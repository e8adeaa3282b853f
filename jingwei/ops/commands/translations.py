"""Bring the English up to date with what the product says, or tell what is missing."""

import argparse

from jingwei.ops import messages
from jingwei.ops.answering import answer
from jingwei.ops.words import _

HELP = _("更新英文对照表（--check 只检查有没有缺的）")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help=_("只检查，有缺就失败"))
    parser.add_argument("--compile", action="store_true", help=_("只生成程序读的文件"))


def run(options: argparse.Namespace) -> int:
    if options.compile:
        messages.compile_all()
        answer(options, {"compiled": True}, _("程序读的文件已生成。"))
        return 0
    found = messages.extract()
    if not options.check:
        messages.save(messages.merged(messages.catalogue(), found))
        messages.compile_all()
    missing = messages.faults(messages.catalogue(), found)
    told = [{"sentence": f.sentence, "reason": f.reason, "place": f.place} for f in missing]
    answer(
        options,
        {"sentences": len(found), "missing": told},
        *("{place}: {sentence}  ({reason})".format(**one) for one in told),
        _("共 {n} 句，缺英文 {missing} 句。").format(n=len(found), missing=len(missing)),
    )
    return 1 if missing and options.check else 0
