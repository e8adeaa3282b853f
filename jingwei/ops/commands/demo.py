"""The demo city: loaded, removed, shown, or written as spreadsheets to practise with."""

import argparse
import os
from pathlib import Path
from typing import Any

from jingwei.kernel.findings import Refused
from jingwei.ops import first_run, served
from jingwei.ops.answering import answer
from jingwei.ops.folders import data_folder
from jingwei.ops.running import use_database
from jingwei.ops.telling import tell
from jingwei.ops.words import Stopped, _

HELP = _("示范城市：装入、移除、看登录名，或写成练习用的表格")


def arguments(parser: argparse.ArgumentParser) -> None:
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--load", choices=["small", "full"], help=_("装入示范城市"))
    act.add_argument("--remove", action="store_true", help=_("移除示范城市，真实数据不动"))
    act.add_argument(
        "--write-rosters", metavar="DIR", help=_("把示范城市写成表格：一套干净的，一套有错的")
    )
    parser.add_argument("--org", metavar="CODE", help=_("只写这个组织及下级的表格"))
    parser.add_argument(
        "--city", choices=["small", "full"], default="small", help=_("写哪座城市的表格")
    )


def run(options: argparse.Namespace) -> int:
    if options.load:
        return _load(options)
    if options.remove:
        return _remove(options)
    if options.write_rosters:
        return _write_rosters(options)
    return _show(options)


def _load(options: argparse.Namespace) -> int:
    with use_database("migrate"):
        from django.utils import timezone

        from jingwei.ops.demo.load import load_city

        before = first_run.state()
        if before != first_run.OWN:  # cut short, the next start says so
            first_run.note(first_run.LOADING)
        try:
            summary = load_city(size=options.load, progress=_tell, today=timezone.localdate())
        except (Stopped, Refused):
            first_run.note(before)
            raise
    if before != first_run.OWN:
        first_run.note(first_run.DEMO)
    return _show(options, summary.as_json())


def _remove(options: argparse.Namespace) -> int:
    with use_database("migrate", empty=False):
        from django.utils import timezone

        from jingwei.ops.demo.load import settle
        from jingwei.ops.demo.remove import remove_city

        removed = remove_city(at=timezone.now(), progress=_tell)
        settle()
    _forget()
    said = _("示范城市已移除；台账的 {count} 行按规定保留。").format(count=removed.lines)
    answer(options, removed.as_json(), said)
    return 0


def _forget() -> None:
    """A start after this brings the demo city back only where it was cut short before."""
    from jingwei.ops.demo import signins

    signins.forget()
    if first_run.state() == first_run.LOADING:
        first_run.note("")
    else:
        first_run.note(first_run.OWN)


def _write_rosters(options: argparse.Namespace) -> int:
    """Needs the program's words but no database: the city is drawn anew."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingwei.settings")
    import django
    from django.utils import timezone

    django.setup()
    from jingwei.ops.demo.rosters import write_rosters

    written = write_rosters(
        Path(options.write_rosters), size=options.city, org=options.org,
        today=timezone.localdate(), progress=_tell,
    )  # fmt: skip
    said = _("已写好 {count} 个文件，有 {faults} 处错误，在 {folder}").format(
        count=len(written.files), faults=written.faults, folder=options.write_rosters
    )
    answer(options, written.as_json(), said)
    return 0


def _show(options: argparse.Namespace, loaded: dict[str, Any] | None = None) -> int:
    """The city that is here; with what loading it came to, where that was done now."""
    with use_database("migrate", empty=False):
        from jingwei.ops.demo.shown import shown

        city = shown(address=served.address(data_folder()))
    came = {"loaded": loaded} if loaded else {}
    answer(options, {**city.as_json(), **came}, *city.lines())
    return 0


def _tell(sentence: str) -> None:
    tell("  " + sentence)
