"""What stands on the overview and on the page of meanings?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jingwei.kernel.figures import queries
from jingwei.kernel.figures.declare import Group
from jingwei.kernel.figures.figure import Figure
from jingwei.kernel.figures.meaning import meaning_of
from jingwei.kernel.figures.queries import Figures
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.figures.sql import in_words
from jingwei.kernel.orgs.indicators import SETUP
from jingwei.kernel.orgs.kinds import BRANCHES
from jingwei.kernel.rulebook.queries import value_of
from jingwei.shell.figures.asking import Asking
from jingwei.shell.figures.headline import headline
from jingwei.shell.figures.lines import Line, line_of, number_of, plain_number, whole
from jingwei.shell.figures.units import unit_words
from jingwei.shell.orgs import addresses

BRANCH_KINDS = tuple(f"orgs.kind_{kind.value}" for kind in BRANCHES)
STEPS = (55, 65, 75, 85)  # percent; five shades of one colour
LOW = 60


@dataclass(frozen=True)
class Cell:
    """How far one organisation meets one requirement. ``text`` is ``-`` where none is concerned."""

    text: str
    label: str
    url: str = ""
    shade: str = "na"
    is_low: bool = False


@dataclass(frozen=True)
class Row:
    name: str
    url: str
    cells: list[Cell]


def overview(asking: Asking) -> dict[str, Any]:
    """The acting post's part of the tree; the number of queries does not depend on its size."""
    # What is merely due soon meets the rules still.
    setup = [one.code for one in registered().of_group(SETUP) if one.higher_is_better is not None]
    found = asking.figures()
    past = queries.series(asking.org.pk, asking.month, codes=setup)
    figures = [found[asking.org.pk, code] for code in setup]
    attention = value_of("figures.share.attention", asking.on or date.max)
    return {
        "asking": asking,
        "stats": _stats(asking, {code: figure for (_org, code), figure in found.items()}),
        "headline": headline(figures, attention=attention),
        "lines": [line_of(asking, figure, past[figure.code]) for figure in figures],
        "attention": attention,
        "columns": [(code, found[asking.org.pk, code].title) for code in setup],
        "rows": _rows(asking, setup),
        "steps": STEPS,
        "low": LOW,
        "definitions_url": asking.url("definitions"),
        "more_url": asking.url("organisation", asking.org.code),
        "systems": _systems(asking, found),
    }


def _systems(asking: Asking, found: Figures) -> list[tuple[Group, list[Line]]]:
    """What other parts want to see here, a panel for each: they say so in their declaration."""
    shown = [one for one in registered().groups if one.on_overview]
    return [
        (
            group,
            [
                line_of(asking, found[asking.org.pk, one.code])
                for one in registered().of_group(group)
            ],
        )
        for group in shown
    ]


def crumbs(asking: Asking, last: str) -> list[dict[str, str]]:
    name = asking.org.short_name or asking.org.name
    return [
        {"label": _("总览"), "url": asking.url("overview")},
        {"label": name, "url": addresses.page(asking.org.code, day=asking.day)},
        {"label": last, "url": ""},
    ]


def definitions(asking: Asking) -> dict[str, Any]:
    """Every indicator in words, with the numbers of the rulebook as they stand today."""
    today = timezone.localdate()
    groups = [
        (
            group,
            [
                {
                    "code": one.code, "title": in_words(one.title, today),
                    "unit": unit_words(one.unit),
                    "note": in_words(one.note, today), "source": one.source,
                    "means": meaning_of(one, lambda name: plain_number(name, today)),
                    "url": asking.url("evidence", asking.org.code, one.code),
                    "opens": asking.scope.holds(one.records.duty, asking.org.path),
                    "rules": [number_of(name, today) for name in one.rules],
                }
                for one in registered().of_group(group)
            ],
        )
        for group in registered().groups
    ]  # fmt: skip
    return {
        "asking": asking,
        "groups": groups,
        "least": number_of("figures.denominator.least", today),
        "crumbs": [
            {"label": _("总览"), "url": asking.url("overview")}, {"label": _("口径"), "url": ""}
        ],
    }  # fmt: skip


def _stats(asking: Asking, found: dict[str, Figure]) -> list[dict[str, Any]]:
    branches = [found[code].n for code in BRANCH_KINDS]
    known = [n for n in branches if n is not None]
    members, probationary = found["people.members"], found["people.members_probationary"]
    return [
        _stat(asking, found["orgs.organisations"], _("党组织"), note=_branches(known)),
        _stat(
            asking, members, _("党员"),
            note=_("其中预备党员 {n} 名").format(n=_said(probationary)),
        ),
        _stat(asking, found["people.members_floating"], _("流动党员"), note=_("按登记的外出流向")),
        _stat(
            asking, found["people.members_without_id_number"], _("没有身份证号"),
            note=_("补上后才能查重"),
        ),
        _stat(
            asking, found["orgs.terms_overdue"], _("换届超期"),
            note=_soon(found["orgs.terms_due_soon"]),
        ),
        _stat(
            asking, found["orgs.without_secretary"], _("书记空缺"),
            note=_of(found["orgs.without_secretary"]),
        ),
    ]  # fmt: skip


def _stat(asking: Asking, figure: Figure, label: str, *, note: str) -> dict[str, Any]:
    line = line_of(asking, figure)
    return {
        "label": label, "value": line.n, "unit": line.unit if figure.is_known else "",
        "note": note if figure.is_known else _("还没有数据"), "url": line.url,
    }  # fmt: skip


def _branches(known: list[Any]) -> str:
    count = int(sum(known))
    return ngettext("其中支部 {n} 个", "其中支部 {n} 个", count).format(n=f"{count:,}")


def _of(figure: Figure) -> str:
    return _("登记了的 {d} 个里").format(d=f"{int(figure.d or 0):,}")


def _soon(figure: Figure) -> str:
    if figure.n is None:
        return _("还没有数据")
    days = number_of("term.due.notice_days", figure.on).text
    return _("{days}内到期 {n} 个").format(days=days, n=f"{int(figure.n):,}")


def _said(figure: Figure) -> str:
    return "-" if figure.n is None else f"{int(figure.n):,}"


def _rows(asking: Asking, codes: list[str]) -> list[Row]:
    """Organisations below in the order of the tree: they are placed by where they stand, only."""
    below = asking.below()
    if not below:
        return []
    found = asking.figures([node.id for node in below], codes)
    return [
        Row(
            node.name,
            asking.url("organisation", node.code),
            [_cell(asking, node.code, node.name, found[node.id, code]) for code in codes],
        )
        for node in below
    ]


def _cell(asking: Asking, code: str, name: str, figure: Figure) -> Cell:
    if not figure.d:
        return Cell("-", _("{name}：{what}，没有相关组织").format(name=name, what=figure.title))
    url = (
        asking.url("evidence", code, figure.code)
        if asking.scope.holds(figure.indicator.records.duty, asking.org.path)
        else ""
    )
    n, d = int(figure.n or 0), int(figure.d)
    label = _("{name}：{what}，{d} 个里有 {n} 个").format(name=name, what=figure.title, n=n, d=d)
    # What is read out holds what is seen, so that "click 85" finds the cell.
    if figure.share is None:
        text = f"{d - n}/{d}"
        return Cell(text, _("{said}，符合 {text}").format(said=label, text=text), url, shade="few")
    met = 100 - figure.share
    shade = f"q{1 + sum(met >= step for step in STEPS)}"
    text = f"{whole(met.quantize(met.__class__(1)))}"
    label = _("{said}，符合 {text}%").format(said=label, text=text)
    return Cell(text, label, url, shade, met < LOW)


__all__ = ["Line", "crumbs", "definitions", "overview"]
