"""Bring the English up to date with what the product says, or tell what is missing."""

import argparse
import json

from jingwei.ops import messages
from jingwei.ops.words import _

HELP = _("更新英文对照表（--check 只检查有没有缺的）")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help=_("只检查，有缺就失败"))
    parser.add_argument("--compile", action="store_true", help=_("只生成程序读的文件"))
    parser.add_argument("--json", action="store_true", help=_("用 JSON 输出"))


def run(options: argparse.Namespace) -> int:
    if options.compile:
        messages.compile_all()
        return 0
    found = messages.extract()
    if not options.check:
        messages.save(messages.merged(messages.catalogue(), found))
        messages.compile_all()
    missing = messages.faults(messages.catalogue(), found)
    if options.json:
        told = [{"sentence": f.sentence, "reason": f.reason, "place": f.place} for f in missing]
        print(json.dumps({"sentences": len(found), "missing": told}, ensure_ascii=False))
    else:
        for fault in missing:
            print(f"{fault.place}: {fault.sentence}  ({fault.reason})")
        print(_("共 {n} 句，缺英文 {missing} 句。").format(n=len(found), missing=len(missing)))
    return 1 if missing and options.check else 0
