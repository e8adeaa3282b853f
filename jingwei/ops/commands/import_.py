"""Bring a roster from the command line: the same reading, judging and writing as on the page."""

import argparse
import json
import sys
from pathlib import Path

from jingwei.ops.running import use_database
from jingwei.ops.words import Stopped, _

HELP = _("导入名册：divisions、organisations、units、members、positions")
KINDS = ("divisions", "organisations", "units", "members", "positions")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", nargs="?", choices=KINDS, help=_("什么表"))
    parser.add_argument("file", nargs="?", metavar="FILE", help=_("表格文件"))
    parser.add_argument("--dry-run", action="store_true", help=_("只核对，不写入"))
    parser.add_argument(
        "--as", dest="post", metavar="LOGIN", help=_("以谁的身份：登录名，或登录名@组织编码")
    )
    parser.add_argument("--sheet", default="", help=_("哪张工作表"))
    parser.add_argument("--as-of", metavar="DATE", help=_("名册截至哪一天（默认今天）"))
    parser.add_argument("--all-or-none", action="store_true", help=_("有一行不对就都不写"))
    parser.add_argument("--undo", metavar="BATCH", help=_("撤销一批"))
    parser.add_argument("--json", action="store_true", help=_("结果写成 JSON"))


def run(options: argparse.Namespace) -> int:
    if not options.undo and not (options.kind and options.file):
        raise Stopped(_("请写明什么表和哪个文件，例如：./jw import members 花名册.xlsx"))
    with use_database("app"):
        from jingwei.ops.imports import by_command, progress

        if options.undo:
            told = by_command.undo(options.undo, post=options.post)
        else:
            with progress.heard_by(_tell):
                told = by_command.bring(
                    kind=options.kind, content=_content(options.file),
                    name=Path(options.file).name, post=options.post,
                    dry_run=options.dry_run, as_of=_day(options.as_of),
                    only_good=not options.all_or_none, sheet=options.sheet,
                )  # fmt: skip
    if options.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        _show(told)
    return 1 if told.get("errors") and not told.get("new") and not told.get("changed") else 0


def _content(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise Stopped(_("打不开 {file}：{why}。").format(file=file, why=error.strerror)) from error


def _day(text: str | None) -> object:
    from datetime import date

    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Stopped(_("日期请写成 2026-11-23 这样。")) from error


STEPS = {
    "read": _("正在读表"), "check": _("正在逐格核对"), "compare": _("正在与系统里的记录比对"),
    "write": _("正在写入"),
}  # fmt: skip


def _tell(step: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        rows = f" {done:,} / {total:,}" if total else ""
        sys.stderr.write(f"\r{STEPS[step]}{rows}\033[K")
        sys.stderr.flush()


def _show(told: dict[str, object]) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    errors = told.pop("errors", [])
    warnings = told.pop("warnings", [])
    for name, value in told.items():
        print(f"{name}: {value}")
    for one in [*errors, *warnings][:50]:  # type: ignore[misc]
        print(f"  {one['row']}\t{one['column']}\t{one['message']}")
    if len(errors) + len(warnings) > 50:  # type: ignore[arg-type]
        print(_("其余的请用 --json 看，或在网页上改。"))
