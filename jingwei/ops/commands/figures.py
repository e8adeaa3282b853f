"""What do the figures of an organisation come to, as of a day? For people, scripts and reports."""

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from jingwei.ops.running import use_database
from jingwei.ops.words import Stopped, _

if TYPE_CHECKING:
    from jingwei.kernel.figures.figure import Figure

HELP = _("查看一个组织的指标；可以指定日期，也可以重算")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--org", metavar="CODE", help=_("组织代码（默认最上级的组织）"))
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=_day,
        help=_("截至哪一天，如 2026-06-30（默认最近一次算出的）"),
    )
    parser.add_argument("--fill", action="store_true", help=_("先把最近的月份重算一遍"))
    parser.add_argument("--json", action="store_true", help=_("输出 JSON"))


def run(options: argparse.Namespace) -> int:
    with use_database("worker"):
        from django.utils import timezone

        from jingwei.kernel.access.scope import system_scope
        from jingwei.kernel.figures import flush

        if options.fill:
            flush.refill(at=timezone.now())
        with system_scope("命令行查看指标"):
            told = _told(options.org, options.as_of, timezone.localdate())
    print(json.dumps(told, ensure_ascii=False, indent=2) if options.json else _table(told))
    return 0


def _told(code: str | None, on: date | None, today: date) -> dict[str, Any]:
    from jingwei.kernel.days import first_of_month
    from jingwei.kernel.figures import queries
    from jingwei.kernel.orgs.models import Organisation

    seen = Organisation.everything.order_by("path")
    org = seen.filter(code=code).first() if code else seen.first()
    if org is None:
        raise Stopped(
            _("没有代码为 {code} 的组织。").format(code=code)
            if code
            else _("还没有组织，请先运行 ./jw init 或 ./jw demo。")
        )
    newest = queries.latest()
    if on is None and newest is None:
        raise Stopped(_("指标还没有算出来，请加 --fill。"))
    day = on or (newest.on if newest else None) or today
    if day > today:
        raise Stopped(_("只能看今天和以前的日子。"))
    figures = queries.as_of(org.pk, day)
    kept = queries.standing(first_of_month(day)).on == day
    return {
        "org": org.code,
        "name": org.name,
        "as_of": day.isoformat(),
        "figures": [_figure(figure) for figure in figures.values()],
        "balance": _balance(org.pk, first_of_month(day)) if kept else None,
    }


def _balance(org: int, month: date) -> dict[str, Any]:
    """Last year's end + in - out = now; the sum needs the facts of the months between."""
    from jingwei.kernel.people.balance import balance_of

    found = balance_of(org, month)
    return {
        "last_year": {"on": found.last_year.isoformat(), "members": found.before},
        "in": {line.indicator.code: line.n for line in found.came},
        "out": {line.indicator.code: line.n for line in found.went},
        "now": {"on": found.on.isoformat(), "members": found.now},
        "difference": found.difference,
    }


def _figure(figure: "Figure") -> dict[str, Any]:
    return {
        "code": figure.code,
        "title": figure.title,
        "unit": str(figure.indicator.unit),
        "kind": figure.indicator.kind.value,
        "n": _number(figure.n),
        "d": _number(figure.d),
        "missing": figure.missing,
        "percent": _number(figure.share),
        "source": figure.indicator.source,
    }


def _number(value: Any) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _table(told: dict[str, Any]) -> str:
    lines = [_("{name}（{org}），截至 {as_of}").format(**told)]
    for one in told["figures"]:
        number = "-" if one["n"] is None else f"{one['n']:,}"
        if one["d"] is not None:
            number += f" / {one['d']:,}"
        if one["percent"] is not None:
            number += f"  {one['percent']}%"
        if one["missing"]:
            number += "  " + _("缺资料 {n}").format(n=one["missing"])
        lines.append(f"  {number:>28}  {one['title']}  [{one['code']}]")
    balance = told["balance"]
    if balance and balance["difference"] is not None:
        lines.append(
            _("本年增减：{before} + {came} - {went} = {now}，差额 {difference}").format(
                before=balance["last_year"]["members"],
                came=sum(n or 0 for n in balance["in"].values()),
                went=sum(n or 0 for n in balance["out"].values()),
                now=balance["now"]["members"],
                difference=balance["difference"],
            )
        )
    return "\n".join(lines)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            _("日期这样写：2026-06-30，现在是 {text}").format(text=text)
        ) from error
