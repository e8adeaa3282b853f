"""From a backup to an installation, in an empty place; and the word that takes it into use."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from jingwei.ops.answering import answer
from jingwei.ops.folders import data_folder
from jingwei.ops.words import Stopped, _

HELP = _("从备份恢复到一个空的数据文件夹，逐表核对")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", metavar="FILE", help=_("备份文件"))
    parser.add_argument("--keys", metavar="FILE", help=_("密钥包"))
    parser.add_argument(
        "--over", default="", metavar="NAME", help=_("数据文件夹的名字：把里面的旧数据挪开再恢复")
    )
    parser.add_argument("--confirm", action="store_true", help=_("核对过了：正式启用恢复的这一套"))


def run(options: argparse.Namespace) -> int:
    from jingwei.ops.backup import fence, kit, restoring

    if options.confirm:
        lowered = fence.lower(data_folder())
        said = _("已正式启用。") if lowered else _("这里不是恢复出来的，不必启用。")
        answer(options, {"confirmed": lowered}, said)
        return 0
    if not (options.file and options.keys):
        raise Stopped(
            _("请写明备份和密钥包：./jw restore 备份 --keys 密钥包 --data 新文件夹"), "usage"
        )
    found = restoring.restore(
        Path(options.file), kit.read(Path(options.keys)), over=options.over,
        clock=lambda: datetime.now(UTC),
    )  # fmt: skip
    answer(
        options,
        restoring.told(found),
        _("已恢复到 {as_of} 的样子：{tables} 张表与备份全部相同，用了 {seconds} 秒。").format(
            as_of=found.as_of.isoformat(timespec="seconds"), tables=len(found.tables),
            seconds=round(found.seconds, 1),
        ),
        _("请先 ./jw check 核对，再 ./jw restore --confirm 启用；启用前不发通知。"),
    )  # fmt: skip
    return 0
