"""Leave with everything, or come back with it: tables, meaning, history, attachments, seals."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jingwei.ops import first_run
from jingwei.ops.answering import answer
from jingwei.ops.folders import claim, data_folder
from jingwei.ops.running import use_database
from jingwei.ops.words import Stopped, _

HELP = _("带走全部数据：表、说明、历史、附件、台账；也能装回空的安装")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", nargs="?", metavar="DIR", help=_("写进哪个空文件夹"))
    parser.add_argument("--load", metavar="DIR", help=_("装回：从这个文件夹"))
    parser.add_argument("--keys", metavar="FILE", help=_("装回时用的密钥包"))
    parser.add_argument(
        "--open", dest="reason", metavar="WHY", help=_("另写一份加密内容的明文，并记下理由")
    )


def run(options: argparse.Namespace) -> int:
    if options.load:
        return _load(Path(options.load), options)
    if not options.place:
        raise Stopped(_("请写明写进哪个文件夹，例如：./jw leave 文件夹"), "usage")
    with use_database("migrate", empty=False):
        from jingwei.ops.leaving import export, noting

        at = datetime.now(UTC)
        if options.reason:
            noting.note_opening(options.reason, at=at)
        left = export.leave(Path(options.place), at=at, open_values=bool(options.reason))
    told = {"place": str(left.place), **_sums(left.manifest), "opened": bool(options.reason)}
    said = [_("已写到 {place}：{tables} 张表，{rows} 行，{files} 个附件。").format(**told)]
    if options.reason:
        said.append(_("opened 文件夹里是明文，请妥善保管，用完删除。"))
    answer(options, told, *said)
    return 0


def _load(place: Path, options: argparse.Namespace) -> int:
    from jingwei.ops.backup import kit
    from jingwei.ops.leaving import load

    manifest = load.read(place)
    data = claim(data_folder())
    if options.keys:
        keys = kit.read(Path(options.keys))
        kit.refuse_other(keys, manifest["columns"])
        kit.install(keys, data)
    elif not kit.column_key_file(data).exists():
        raise Stopped(_("请用 --keys 给出密钥包，否则加密内容读不出来。"), "backup.keys")
    kit.refuse_other(kit.of_installation(data), manifest["columns"])
    from jingwei.ops.commands import migrate

    migrate.bring_up()
    with use_database("migrate"):
        from django.db import transaction

        from jingwei.ops.backup import ledger

        load.load(place, manifest, data / "files")
        with transaction.atomic():
            ledger.go_on(at=datetime.now(UTC), why=f"装回 {manifest['as_of'][:19]} 的全部数据")
        first_run.note(first_run.OWN)
    told = {"place": str(place), **_sums(manifest)}
    said = _("已从 {place} 装回：{tables} 张表逐表相同，{rows} 行，{files} 个附件。")
    answer(options, told, said.format(**told))
    return 0


def _sums(manifest: dict[str, Any]) -> dict[str, Any]:
    return {
        "tables": len(manifest["tables"]),
        "rows": sum(one["rows"] for one in manifest["tables"].values()),
        "files": sum(name.startswith("files/") for name in manifest["files"]),
    }
