"""How does the demo city get into the database? Drawn first, then written in one transaction."""

import time as clock
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope, system_scope
from jingwei.kernel.days import SHANGHAI, first_of_month, next_month
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops import telling
from jingwei.ops.demo import annual
from jingwei.ops.demo.city import ROOT_CODE, City
from jingwei.ops.demo.registry import SUBJECTS
from jingwei.ops.demo.sizes import MONTHS_OF_HISTORY, SIZES
from jingwei.ops.demo.tree import give_paths
from jingwei.ops.demo.writing import Writer
from jingwei.ops.words import Stopped, _

Progress = Callable[[str], None]
VERB = "demo.city.load"
LOOKED_INTO, FROM = "organisation, unit, person, membership, post, position, term, account", "links"
"""What the parts from ``FROM`` on are found in: counted before, or they are found by walking."""
LARGE_TABLES = (
    "organisation", "organisation_state", "edge", "unit", "name_part", "term", "person",
    "membership", "post", "position", "fact",
)  # fmt: skip


@dataclass
class Summary:
    """What was loaded, and how many seconds each part took."""

    size: str
    counts: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"size": self.size, "counts": self.counts, "seconds": self.seconds}


def draw_city(*, size: str, today: date, said: Progress = lambda sentence: None) -> City:
    """The city as plain values; the same for the same size and day."""
    opened = first_of_month(today)
    for _month in range(MONTHS_OF_HISTORY):
        opened = first_of_month(opened - timedelta(days=1))
    city = City(SIZES[size], today, opened)
    for subject in SUBJECTS:
        if subject.draw is not None:
            said(subject.title)
            subject.draw(city)
    return city


def load_city(*, size: str, progress: Progress | None = None, today: date) -> Summary:
    """Load the city ``small`` or ``full`` beside whatever is there; runs as the owner.

    Everything is one transaction but the figures, which can be filled again at any time.

    Raises: Stopped where a demo city is there already.
    """
    tell = progress or (lambda sentence: None)
    if size not in SIZES:
        raise Stopped(_("没有“{size}”这种示范城市，请选small或full。").format(size=size))
    summary = Summary(size)
    started = clock.perf_counter()
    at = datetime.combine(today, time(), SHANGHAI)
    city = draw_city(size=size, today=today)
    summary.seconds["draw"] = round(clock.perf_counter() - started, 2)
    tell(_("已拟定示范城市（{seconds} 秒）").format(seconds=summary.seconds["draw"]))
    with system_scope("示范城市") as by:
        _refuse_a_second_one()
        give_paths(city, _next_root())
        _write(city, by, at, summary, tell)
    settle()
    _fill_figures(city, at, summary, tell)
    _freeze_last_year(city, at, summary, tell)
    summary.seconds["whole"] = round(clock.perf_counter() - started, 2)
    return summary


def _write(city: City, by: Scope, at: datetime, summary: Summary, tell: Progress) -> None:
    parts: dict[str, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute("DISCARD TEMP")  # a load before in this transaction left its drafts
        writer = Writer(cursor, at)
        for subject in SUBJECTS:
            began = clock.perf_counter()
            telling.say(_("正在装入：{what}").format(what=_(subject.title)))
            if subject.key == FROM:
                cursor.execute(f"ANALYZE {LOOKED_INTO}")
            parts[subject.key] = subject.write(city, writer)
            spent = round(clock.perf_counter() - began, 2)
            summary.seconds[subject.key] = spent
            summary.counts.update(parts[subject.key])
            number = next(iter(parts[subject.key].values()))
            tell(_("{title} {count}（{seconds} 秒）").format(
                title=subject.title, count=f"{number:,}", seconds=spent))  # fmt: skip
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ANALYZE organisation, organisation_state, edge, unit, term, post, position")
    root = Organisation.everything.get(pk=writer.org_ids[0])
    for key, counts in parts.items():
        write_line(
            verb=VERB, by=by, at=at, org=root, subject=("demo", city.size.key),
            facts={"part": key, "day": city.today, **counts},
        )  # fmt: skip


def _refuse_a_second_one() -> None:
    if Organisation.everything.filter(is_demo=True).exists():
        raise Stopped(_("示范城市已经装入。要换一座，请先 ./jw demo --remove。"), "demo.there")
    if Organisation.everything.filter(code=ROOT_CODE).exists():
        raise Stopped(
            _("已有组织用了代码 {code}，示范城市装不进来。").format(code=ROOT_CODE),
            "demo.code_taken",
        )


def _next_root() -> int:
    """The number of a free place at the top of the tree, beside real roots."""
    last = (
        Organisation.everything.filter(path__regex=r"^.{5}$")
        .order_by("-path").values_list("path", flat=True).first()
    )  # fmt: skip
    return paths.number(last) + 1 if last else 0


def settle() -> None:
    """Let the server tidy up after so many rows, and know how many there are.

    Inside somebody's transaction it may only count them; unknown sizes cost a minute later on.
    """
    tidy = "ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)"
    with connection.cursor() as cursor:
        for table in LARGE_TABLES:
            cursor.execute(f'{tidy} "{table}"')


def _fill_figures(city: City, at: datetime, summary: Summary, tell: Progress) -> None:
    from jingwei.kernel.figures.flush import flush

    began = clock.perf_counter()
    months, month = [], city.opened
    while month <= city.today:
        months.append(month)
        month = next_month(month)
    flush(at=at, months=months, said=_filled)
    summary.seconds["figures"] = round(clock.perf_counter() - began, 2)
    summary.counts["months"] = len(months)
    tell(_("指标 {count} 个月（{seconds} 秒）").format(
        count=len(months), seconds=summary.seconds["figures"]))  # fmt: skip


def _filled(month: date) -> None:
    telling.say(_("正在算指标，已算好 {month}").format(month=f"{month:%Y-%m}"))


def _freeze_last_year(city: City, at: datetime, summary: Summary, tell: Progress) -> None:
    began = clock.perf_counter()
    with system_scope("示范城市年报定稿") as by:
        count = annual.freeze_last_year(city, by, at)
    summary.seconds["annual"] = round(clock.perf_counter() - began, 2)
    summary.counts["annual_reports"] = count
    tell(_("年报定稿 {count}（{seconds} 秒）").format(
        count=count, seconds=summary.seconds["annual"]))  # fmt: skip
