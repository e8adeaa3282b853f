"""Bring a roster from the command line: the same reading, judging and writing as on the page."""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from jingwei.kernel.findings import Refused
from jingwei.ops import answering, telling, words
from jingwei.ops.answering import answer
from jingwei.ops.running import use_database
from jingwei.ops.words import Stopped, _, reason

HELP = _("导入名册、以前的工作和社区台账：members、courses、problems、buildings、grids等")
KINDS = (
    "divisions", "organisations", "units", "members", "positions", "dues", "attendance",
    "meeting_marks", "development", "training", "courses", "problems", "grades",
    "borders", "buildings", "grids", "contacts", "centres", "offerings",
    "centre_shut", "stations", "staff", "station_shut", "providers", "agents", "studios",
    "delegates", "hotline",
)  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind",
        nargs="?",
        choices=KINDS,
        help=_("什么表；hotline是12345工单，要用 --as 写明由谁受理"),
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help=_("表格文件"))
    parser.add_argument("--dry-run", action="store_true", help=_("只核对，不写入"))
    parser.add_argument(
        "--as", dest="post", metavar="LOGIN", help=_("以谁的身份：登录名，或登录名@组织编码")
    )
    parser.add_argument("--sheet", default="", help=_("哪张工作表"))
    parser.add_argument(
        "--datum", choices=("cgcs2000", "gcj02"), default="",
        help=_("表里没有写的，经纬度是哪种坐标"),
    )  # fmt: skip
    parser.add_argument("--as-of", metavar="DATE", help=_("名册截至哪一天（默认今天）"))
    parser.add_argument("--all-or-none", action="store_true", help=_("有一行不对就都不写"))
    parser.add_argument("--undo", metavar="BATCH", help=_("撤销一批"))


def run(options: argparse.Namespace) -> int:
    if not options.undo and not (options.kind and options.file):
        raise Stopped(_("请写明什么表和哪个文件，例如：./jw import members 花名册.xlsx"), "usage")
    try:
        told = _done(options)
    except Refused as refused:
        if not options.json:
            raise
        answering.write(_refusal(options.kind or "", refused))  # as for a file that was read
        answering.say_why(words.told(one) for one in refused.findings)
        return 2
    if options.undo:
        said = [_("已撤销：移除{removed}行，恢复{restored}行。").format_map(told)]
    else:
        said = list(_lines(told, is_dry=options.dry_run))
    answer(options, told, *said)
    return 1 if told.get("errors") and not told.get("new") and not told.get("changed") else 0


def _done(options: argparse.Namespace) -> dict[str, Any]:
    with use_database("app"):
        from jingwei.ops.imports import by_command, progress

        if options.undo:
            return by_command.undo(options.undo, post=options.post)
        with progress.heard_by(_tell):
            return by_command.bring(
                kind=options.kind, content=_content(options.file),
                name=Path(options.file).name, post=options.post,
                dry_run=options.dry_run, as_of=_day(options.as_of),
                only_good=not options.all_or_none, sheet=options.sheet, datum=options.datum,
            )  # fmt: skip


def _refusal(kind: str, refused: Refused) -> dict[str, Any]:
    counts = dict.fromkeys(("rows", "new", "changed", "unchanged", "rejected"), 0)
    errors = [
        {"sheet": "", "row": 0, "column": "", "code": one.code, "message": words.told(one),
         "value_masked": ""}
        for one in refused.findings
    ]  # fmt: skip
    return {"batch": None, "kind": kind, **counts, "warnings": [], "errors": errors}


def _content(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise Stopped(
            _("打不开 {file}：{why}。").format(file=file, why=reason(error)), "file.unusable"
        ) from error


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Stopped(_("日期请写成 2026-11-23 这样。"), "usage") from error


STEPS = {
    "read": _("正在读表"), "check": _("正在逐格核对"), "compare": _("正在与系统里的记录比对"),
    "write": _("正在写入"),
}  # fmt: skip


def _tell(step: str, done: int, total: int) -> None:
    telling.say(_(STEPS[step]), done, total)


def _lines(told: dict[str, Any], *, is_dry: bool) -> Iterator[str]:
    yield _(
        "共{rows}行：新增{new}，更新{changed}，不变{unchanged}，不能导入{rejected}。"
    ).format_map(told)
    shown = [*told["errors"], *told["warnings"]]
    for one in shown[:50]:
        place = f"{one['row']}\t{one['column']}\t" if one["row"] else ""  # row 0: the whole file
        yield f"  {place}{one['message']}"
    if len(shown) > 50:
        yield _("其余的请用 --json 看，或在网页上改。")
    if is_dry:
        yield _("只核对，没有写入。")
    elif told["new"] or told["changed"]:
        yield _("要撤销这一批：./jw import --undo {batch}").format_map(told)
