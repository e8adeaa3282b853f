"""Is the ledger what was sealed? Verify it, read its head, hand it to an outsider, go on after a
restore."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from jingwei.ops.running import use_database
from jingwei.ops.words import Stopped, _

HELP = _("核验台账、抄下校验码、导出给外面的人核验、恢复后接着封存")


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar=_("做什么"), required=True)
    verify = what.add_parser("verify", help=_("逐条核验，不一致的说明在哪一条；不一致时退出码为 1"))
    verify.add_argument("--heads", type=Path, metavar="FILE", help=_("外面留存的校验码文件"))
    verify.add_argument("--no-details", action="store_true", help=_("不核对承诺背后的内容"))
    head = what.add_parser("head", help=_("现在的校验码，请抄在系统以外"))
    export = what.add_parser("export", help=_("导出全部台账和封存，不含个人内容"))
    export.add_argument("file", type=Path, metavar="FILE")
    seal = what.add_parser("seal", help=_("现在就封存（平时每分钟自动封存）"))
    segment = what.add_parser("segment", help=_("从备份恢复以后，说明原因，接着封存"))
    segment.add_argument(
        "--why", required=True, metavar=_("原因"), help=_("从哪一份备份恢复、为什么")
    )
    again = what.add_parser("again", help=_("再办一次没有办成的后续事项"))
    for one in (verify, head, export, seal, segment, again):
        one.add_argument("--json", action="store_true", help=_("输出 JSON"))
        one.add_argument(
            "--data",
            metavar="DIR",
            default=argparse.SUPPRESS,
            help=_("数据文件夹（默认 .jingwei）"),
        )


def run(options: argparse.Namespace) -> int:
    with use_database("worker"):
        done: int = WHAT[options.what](options)
    return done


def _verify(options: argparse.Namespace) -> int:
    from jingwei.kernel.ledger import verifier, witness, workers

    if options.heads:
        from django.conf import settings

        if not options.heads.exists():
            raise Stopped(_("没有这个文件：{file}").format(file=options.heads))
        settings.JINGWEI_WITNESS = options.heads
    report = workers.verified(
        with_details=not options.no_details, progress=None if options.json else _progress
    )
    if options.json:
        print(json.dumps(report.as_json(_language()), ensure_ascii=False, indent=2))
    else:
        print(verifier.told(report, _language()))
        if not report.heads:
            print(
                _(
                    "没有外面留存的校验码可对：{place}。没有它，看不出整个数据库被换成旧的一份。"
                ).format(place=witness.place())
            )
    return 0 if report.is_good else 1


def _progress(done: int, whole: int) -> None:
    if sys.stderr.isatty() and (done % 20 == 0 or done == whole):
        end = "\n" if done == whole else "\r"
        print(_("已核验 {done} / {whole} 号封存").format(done=done, whole=whole), end=end,
              file=sys.stderr, flush=True)  # fmt: skip


def _head(options: argparse.Namespace) -> int:
    from django.db import connection

    from jingwei.kernel.ledger import queries, seals

    with connection.cursor() as cursor:
        last = seals.last_seal(cursor)
    if last is None:
        raise Stopped(_("还没有封存过。封存每分钟自动进行，需要后台任务在运行。"))
    if options.json:
        told = {name: last[name] for name in ("no", "segment", "hash", "sealed_at")}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print(_("第 {no} 号封存，{at}").format(no=last["no"], at=last["sealed_at"]))
        for line in queries.in_groups(last["hash"]):
            print("  " + " ".join(line))
    return 0


def _export(options: argparse.Namespace) -> int:
    from django.db import connection
    from django.utils import timezone

    from jingwei.kernel.access.scope import system_scope
    from jingwei.kernel.ledger import exporting

    handle = os.open(options.file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    count = 0
    with (
        os.fdopen(handle, "wb") as into,
        system_scope("导出台账"),
        connection.cursor() as cursor,
    ):
        for line in exporting.rows(cursor, at=timezone.now()):
            into.write(line)
            count += 1
    _tell(
        options,
        {"file": str(options.file), "rows": count},
        _("已导出 {rows} 行到 {file}。核验：python verifier.py {file}（在 jingwei/kernel/ledger）"),
    )
    return 0


def _seal(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from jingwei.kernel.ledger import sealer

    with _as_sealer() as door:
        lines = sealer.seal_all(door, at=timezone.now())
    _tell(options, {"lines": lines}, _("封存了 {lines} 条记录。"))
    return 0


def _segment(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from jingwei.kernel.ledger import sealer, witness

    if not options.why.strip():
        raise Stopped(_("请写明为什么另起一段，例如从哪一份备份恢复。"))
    heads, _odd = witness.kept()
    known = heads[-1]["hash"] if heads else ""
    with _as_sealer() as door:
        try:
            lines = sealer.open_segment(door, at=timezone.now(), why=options.why, known=known)
        except ValueError as error:
            raise Stopped(_("还没有封存过，不用另起一段。")) from error
    _tell(
        options,
        {"lines": lines, "known": known},
        _("已另起一段，封存了 {lines} 条记录；它记着外面留存的最后一个校验码 {known}。")
        if known
        else _("已另起一段，封存了 {lines} 条记录；外面没有留存的校验码可记。"),
    )
    return 0


def _again(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from jingwei.kernel.ledger import reactions

    count = reactions.again(at=timezone.now())
    _tell(options, {"reactions": count}, _("有 {reactions} 件后续事项交给后台任务重办。"))
    return 0


def _as_sealer() -> Any:
    from django.conf import settings

    from jingwei.kernel.ledger import sealer

    if settings.JINGWEI_SEALER is None:
        raise Stopped(_("没有封存用的账号，请设 JINGWEI_SEAL_URL（角色 jw_seal）。"))
    return sealer.connected()


def _tell(options: argparse.Namespace, told: dict[str, Any], sentence: str) -> None:
    if options.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(sentence.format(**told))


def _language() -> str:
    return "en" if _("核验台账") != "核验台账" else "zh"


WHAT = {
    "verify": _verify, "head": _head, "export": _export, "seal": _seal, "segment": _segment,
    "again": _again,
}  # fmt: skip
