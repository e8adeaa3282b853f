"""What do the figures of an organisation come to, as of a day? For people, scripts and reports."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jingwei.ops import telling
from jingwei.ops.answering import answer
from jingwei.ops.running import in_words_of_the_terminal, use_database, use_declarations
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
    parser.add_argument(
        "--known-on", metavar="DATE", type=_day,
        help=_("当时知道的数：截至那天夜里已经登记的记录算出来的，如 2026-07-10"),
    )  # fmt: skip
    parser.add_argument(
        "--snapshot", metavar="DIR", nargs="+",
        help=_("不连数据库，按快照里的记录算；几座城市的快照一起算"),
    )  # fmt: skip
    parser.add_argument(
        "--engine", choices=["duckdb", "spark"], default="duckdb", help=_("用什么算快照")
    )
    parser.add_argument("--master", metavar="URL", help=_("Spark 集群的地址（默认本机）"))
    parser.add_argument("--fill", action="store_true", help=_("先把最近的月份重算一遍"))


def run(options: argparse.Namespace) -> int:
    told = _from_snapshot(options) if options.snapshot else _from_database(options)
    answer(options, told, _table(told))
    return 0


def _from_database(options: argparse.Namespace) -> dict[str, Any]:
    with use_database("worker"):
        from django.utils import timezone

        from jingwei.kernel.access.scope import system_scope
        from jingwei.kernel.figures import flush

        if options.fill:
            telling.say(_("正在重算指标"))
            flush.refill(at=timezone.now(), said=_filled)
        with system_scope("命令行查看指标"), in_words_of_the_terminal():
            return _told(options.org, options.as_of, options.known_on, timezone.localdate())


def _filled(month: date) -> None:
    telling.say(_("正在重算指标，已算好 {month}").format(month=f"{month:%Y-%m}"))


def _from_snapshot(options: argparse.Namespace) -> dict[str, Any]:
    """The records of a folder, no database; titles with the numbers of the rulebook of then."""
    if options.known_on or options.fill:
        raise Stopped(_("快照只有导出那一刻的记录，不能再加 --known-on 或 --fill。"), "usage")
    from contextlib import nullcontext

    use_declarations()
    from jingwei.ops.analysis import engines

    running = (
        nullcontext(engines.DuckDB())
        if options.engine == "duckdb"
        else engines.spark(options.master or engines.LOCAL_CLUSTER)
    )
    from jingwei.ops.analysis import told  # only where there is what it needs

    with running as engine, in_words_of_the_terminal():
        code, name, figures, rule = told.figures_from(
            [Path(one) for one in options.snapshot], engine, code=options.org, on=options.as_of
        )
        return {
            "org": code, "name": name, "as_of": figures[0].on.isoformat(), "known_on": None,
            "figures": [_figure(one, one.titled(rule)) for one in figures], "balance": None,
        }  # fmt: skip


def _told(code: str | None, on: date | None, known: date | None, today: date) -> dict[str, Any]:
    from jingwei.kernel.days import first_of_month
    from jingwei.kernel.figures import queries
    from jingwei.kernel.orgs.models import Organisation
    from jingwei.shell.figures.asking import end_of

    seen = Organisation.everything.order_by("path")
    org = seen.filter(code=code).first() if code else seen.first()
    if org is None:
        raise Stopped(
            _("没有代码为 {code} 的组织。").format(code=code)
            if code
            else _("还没有组织，请先运行 ./jw init 或 ./jw demo。"),
            "org.unknown",
        )
    newest = queries.latest()
    if on is None and newest is None:
        raise Stopped(_("指标还没有算出来，请加 --fill。"), "figures.not_filled")
    day = on or (newest.on if newest else None) or today
    if day > today:
        raise Stopped(_("只能看今天和以前的日子。"), "usage")
    month = first_of_month(day)
    kept = queries.standing(month).on == day
    if known is None:
        figures = queries.as_of(org.pk, day)
    elif kept:
        figures = queries.in_month([org.pk], month, known_on=end_of(known), on=day)
    else:
        raise Stopped(_("当时知道的数只有月末的，请把 --as-of 改成月末。"), "usage")
    return {
        "org": org.code,
        "name": org.name,
        "as_of": day.isoformat(),
        "known_on": known.isoformat() if known else None,
        "figures": [_figure(figure, figure.title) for figure in figures.values()],
        "balance": _balance(org.pk, month) if kept and known is None else None,
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


def _figure(figure: "Figure", title: str) -> dict[str, Any]:
    return {
        "code": figure.code,
        "title": title,
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
    if told["known_on"]:
        lines.append(_("{known_on} 夜里知道的数").format(**told))
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
