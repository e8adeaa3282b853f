"""A backup, its keys, whether it is whole, and whether we could come back from it."""

import argparse
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jingwei.ops import running
from jingwei.ops.answering import answer
from jingwei.ops.folders import data_folder
from jingwei.ops.words import Stopped, _

HELP = _("备份：数据库、附件和清单，合成一个加密文件；也能核对和演练")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", nargs="?", metavar="PLACE", help=_("放进哪个文件夹，或文件名"))
    parser.add_argument(
        "--keys", metavar="FILE", help=_("写出密钥包（与备份分开保存）；同 --verify 用时读它")
    )
    parser.add_argument("--keep", type=int, default=0, help=_("文件夹里只留最近几份"))
    parser.add_argument("--verify", action="store_true", help=_("只核对这份备份是否完整"))
    parser.add_argument("--drill", action="store_true", help=_("演练：恢复到临时地方并逐表核对"))


def run(options: argparse.Namespace) -> int:
    if options.verify:
        return _verify(options)
    if options.drill:
        return _drill(options)
    if not (options.place or options.keys):
        raise Stopped(_("请写明备份放在哪里，例如：./jw backup 文件夹"), "usage")
    told: dict[str, Any] = {}
    said: list[str] = []
    if options.keys:
        from jingwei.ops.backup import kit

        kit.write(data_folder(), Path(options.keys), at=_now())
        told["keys"] = options.keys
        said.append(_("密钥包已写到 {place}，请与备份分开保存。").format(place=options.keys))
    if options.place:
        made = _make(Path(options.place), options.keep)
        told |= {
            "file": str(made.place), "bytes": made.size, "as_of": made.as_of.isoformat(),
            "seconds": round(made.seconds, 1), "tables": len(made.manifest["tables"]),
            "rows": sum(one["rows"] for one in made.manifest["tables"].values()),
            "files": len(made.manifest["members"]) - 1,
        }  # fmt: skip
        done = _("已备份到 {file}：{tables} 张表，{rows} 行，{files} 个附件，{seconds} 秒。")
        said += [done.format(**told), *_reminder()]
    answer(options, told, *said)
    return 0


def _now() -> datetime:
    return datetime.now(UTC)


def _make(place: Path, keep: int) -> Any:
    from jingwei.ops.backup import making

    running.refuse_nothing()
    with running.server():
        return making.make(place, clock=_now, keep=keep)


def _reminder() -> list[str]:
    from jingwei.ops.backup import kit

    data = data_folder()
    if kit.stamp(data).get("mark") != kit.of_installation(data).mark:
        return [_("还没有单独保存密钥包，没有它这份备份打不开：./jw backup --keys 文件")]
    return []


def _verify(options: argparse.Namespace) -> int:
    from jingwei.ops.backup import kit, reading

    if not options.place:
        raise Stopped(_("请写明核对哪一份备份。"), "usage")
    keys = kit.read(Path(options.keys)) if options.keys else kit.of_installation(data_folder())
    manifest = reading.verified(Path(options.place), keys)
    answer(
        options, manifest,
        _("完整：截至 {as_of}，{tables} 张表，{members} 个文件，版本 {release}。").format(
            as_of=manifest["as_of"], tables=len(manifest["tables"]),
            members=len(manifest["members"]), release=manifest["release"],
        ),
    )  # fmt: skip
    return 0


def _drill(options: argparse.Namespace) -> int:
    from jingwei.ops.backup import drill

    data = data_folder()
    with tempfile.TemporaryDirectory(prefix="jw-drill-") as folder:
        place = Path(options.place) if options.place else _newest(data)
        lost_at = _now()
        if place is None:
            place = _make(Path(folder), 0).place
        keys = Path(options.keys) if options.keys else drill.own_kit(data, Path(folder), at=_now())
        report = drill.hold(place, keys, at=max(lost_at, _as_of(place)))
    passed = report.down <= drill.DOWN_ALLOWED
    told = {
        "as_of": report.as_of.isoformat(), "rpo_seconds": round(report.lost, 1),
        "rto_seconds": round(report.down, 1), "tables": report.tables, "check": report.findings,
    }  # fmt: skip
    answer(options, told, *_lines(report))
    return 0 if passed and all(one["level"] != "bad" for one in report.findings) else 1


def _newest(data: Path) -> Path | None:
    from jingwei.ops.backup import making

    last = making.newest(data)
    return Path(last["file"]) if last and Path(last["file"]).exists() else None


def _as_of(place: Path) -> datetime:
    from jingwei.ops.backup import sealed

    try:
        with place.open("rb") as file:
            return datetime.fromisoformat(sealed.head_of(file)["made_at"])
    except (OSError, sealed.Damaged, KeyError, ValueError):
        return _now()


def _lines(report: Any) -> Iterator[str]:
    for name, one in report.tables.items():
        yield f"  {one['rows']:>10,}  {one['checksum'][:12]}  {name}  " + _("相同")
    yield _("恢复演练：{count} 张表逐表核对，全部相同。").format(count=len(report.tables))
    yield _("备份截至 {as_of}；现在丢盘会丢 {lost} 秒的工作（RPO）。").format(
        as_of=report.as_of.isoformat(timespec="seconds"), lost=round(report.lost)
    )
    yield _("从备份到可以使用用了 {down} 秒（RTO）。").format(down=round(report.down, 1))
    for one in report.findings:
        if one["level"] != "ok":
            yield f"  {one['what']}：{one['message']}"
