"""Is the ledger what was sealed? Verify it, read its head, hand it to an outsider, go on after a
restore."""

import argparse
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from jingwei.ops import telling
from jingwei.ops.answering import answer
from jingwei.ops.running import use_database
from jingwei.ops.typed import say_everywhere
from jingwei.ops.words import Stopped, _, language

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
        say_everywhere(one, default=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    with use_database("worker"):
        done: int = WHAT[options.what](options)
    return done


def _verify(options: argparse.Namespace) -> int:
    from jingwei.kernel.ledger import verifier, witness, workers

    if options.heads:
        from django.conf import settings

        if not options.heads.exists():
            raise Stopped(_("没有这个文件：{file}").format(file=options.heads), "file.unusable")
        settings.JINGWEI_WITNESS = options.heads
    report = workers.verified(with_details=not options.no_details, progress=_progress)
    said = [verifier.told(report, language())]
    if not report.heads:
        alone = _("没有外面留存的校验码可对：{place}。没有它，看不出整个数据库被换成旧的一份。")
        said.append(alone.format(place=witness.place()))
    answer(options, report.as_json(language()), *said)
    return 0 if report.is_good else 1


def _progress(done: int, whole: int) -> None:
    telling.say(_("正在核验封存"), done, whole)


def _head(options: argparse.Namespace) -> int:
    from django.db import connection

    from jingwei.kernel.ledger import queries, seals

    with connection.cursor() as cursor:
        last = seals.last_seal(cursor)
    if last is None:
        raise Stopped(
            _("还没有封存过。封存每分钟自动进行，需要后台任务在运行。"), "ledger.not_sealed"
        )
    told = {name: last[name] for name in ("no", "segment", "hash", "sealed_at")}
    answer(
        options, told,
        _("第 {no} 号封存，{at}").format(no=last["no"], at=last["sealed_at"]),
        *("  " + " ".join(line) for line in queries.in_groups(last["hash"])),
    )  # fmt: skip
    return 0


def _export(options: argparse.Namespace) -> int:
    from django.db import connection
    from django.utils import timezone

    from jingwei.kernel.access.scope import system_scope
    from jingwei.kernel.ledger import exporting

    half, count = options.file.with_name(f".{options.file.name}.half"), 0
    try:
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with (
            os.fdopen(handle, "wb") as into,
            system_scope("导出台账"),
            connection.cursor() as cursor,
        ):
            for line in exporting.rows(cursor, at=timezone.now()):
                into.write(line)
                count += 1
                telling.say(_("正在导出台账，行"), count)
        half.replace(options.file)
    except OSError as error:  # in the name that was typed
        raise OSError(error.errno, error.strerror, str(options.file)) from error
    finally:
        with suppress(OSError):
            half.unlink()
    told = {"file": str(options.file), "rows": count}
    answer(
        options,
        told,
        _(
            "已导出 {rows} 行到 {file}。核验：python verifier.py {file}（在 jingwei/kernel/ledger）"
        ).format(**told),
    )
    return 0


def _seal(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from jingwei.kernel.ledger import sealer

    with _as_sealer() as door:
        lines = sealer.seal_all(door, at=timezone.now())
    told = {"lines": lines}
    answer(options, told, _("封存了 {lines} 条记录。").format(**told))
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
            raise Stopped(_("还没有封存过，不用另起一段。"), "ledger.not_sealed") from error
    told = {"lines": lines, "known": known}
    answer(
        options,
        told,
        (
            _("已另起一段，封存了 {lines} 条记录；它记着外面留存的最后一个校验码 {known}。")
            if known
            else _("已另起一段，封存了 {lines} 条记录；外面没有留存的校验码可记。")
        ).format(**told),
    )
    return 0


def _again(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from jingwei.kernel.ledger import reactions

    count = reactions.again(at=timezone.now())
    told = {"reactions": count}
    answer(options, told, _("有 {reactions} 件后续事项交给后台任务重办。").format(**told))
    return 0


def _as_sealer() -> Any:
    from django.conf import settings

    from jingwei.kernel.ledger import sealer

    if settings.JINGWEI_SEALER is None:
        raise Stopped(_("没有封存用的账号，请设 JINGWEI_SEAL_URL（角色 jw_seal）。"))
    return sealer.connected()


WHAT = {
    "verify": _verify, "head": _head, "export": _export, "seal": _seal, "segment": _segment,
    "again": _again,
}  # fmt: skip
