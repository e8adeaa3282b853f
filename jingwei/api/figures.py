"""Figures by the API: of an organisation on a day or as known on one, their records and meaning."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from jingwei.api.core import SAYS_NO, scope_of
from jingwei.api.schemas import Code, Cursor, Day, Paged, organisation_of
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.days import first_of_month
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.declare import Indicator
from jingwei.kernel.figures.evidence import PARTS, evidence
from jingwei.kernel.figures.figure import Figure
from jingwei.kernel.figures.meaning import meaning_of
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.figures.sql import in_words
from jingwei.kernel.findings import Finding, Refused
from jingwei.shell.figures.asking import Asking, asking_of, end_of
from jingwei.shell.figures.lines import number_of, plain_number
from jingwei.shell.figures.records import table_of
from jingwei.shell.http import page_of
from jingwei.shell.paging import reached

router = Router(tags=["figures"])
YEARS = 10


class FigureOut(Schema):
    """``n`` null: no data. ``share`` in percent, null over too few records. ``low``, ``high``: of
    what people answered, between which percents the true share lies; of fewer than ten answers
    neither ``n`` nor share is told."""

    code: str
    title: str
    unit: str
    kind: str
    on: date
    n: Decimal | None
    d: Decimal | None
    missing: int
    share: Decimal | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None


class BoardOut(Schema):
    """``on`` null: nothing was worked out yet. ``filled``: from kept facts, else from records."""

    organisation: str
    on: date | None
    filled: bool
    figures: list[FigureOut]


class RuleOut(Schema):
    """A number of the rulebook that decides what counts; ``mark`` says how well it is known."""

    name: str
    title: str
    value: str
    source: str
    mark: str


class DefinitionOut(Schema):
    """``numerator``, ``denominator`` (empty for a plain count), ``organisation`` and ``day`` say in
    words what counts, out of what, where a record counts and for which day; ``condition`` and
    ``base`` are the declared conditions themselves, empty where every record counts."""

    code: str
    title: str
    unit: str
    kind: str
    note: str
    source: str
    records: str
    group: str
    numerator: str
    condition: str
    denominator: str
    base: str
    organisation: str
    day: str
    has_missing: bool
    rules: list[RuleOut]


class RecordOut(Schema):
    """One record as the page shows it; ``cells`` stand under ``heads``."""

    name: str
    cells: list[str]


class EvidenceOut(Paged[RecordOut]):
    heads: list[str]


class FigureListing(Schema):
    """``known_on``: as the figures were known at the end of that day; months only."""

    on: Day | None = None
    known_on: Day | None = None
    indicator: Code = ""


class Stretch(Schema):
    indicator: Code
    on: Day | None = None
    months: int = Field(12, ge=1, le=12 * YEARS)


class Opened(Schema):
    on: Day | None = None
    part: Code = "n"
    at: Cursor = ""


def indicator_of(code: str) -> Indicator:
    """Raises: Http404 for a code nobody declared."""
    found = registered().indicators.get(code)
    if found is None:
        raise Http404
    return found


def told(figure: Figure) -> dict[str, Any]:
    hidden = figure.is_withheld
    low, high = figure.spread or (None, None)
    return {
        "code": figure.code, "title": str(figure.title), "unit": str(figure.indicator.unit),
        "kind": figure.indicator.kind.value, "on": figure.on,
        "n": None if hidden else figure.n, "d": figure.d,
        "missing": figure.missing, "share": figure.share, "low": low, "high": high,
        "value": None if hidden else figure.value,
    }  # fmt: skip


@router.get("/definitions", response={200: list[DefinitionOut], **SAYS_NO})
def figure_definitions(request: HttpRequest) -> Any:
    """What each figure counts, by which source, and which numbers of the rulebook decide."""
    scope_of(request, Duty.FIGURES_SEE)
    today = timezone.localdate()
    return [_definition(one, today) for one in registered().indicators.values()]


@router.get("/{code}", response={200: BoardOut, **SAYS_NO})
def figures_of(request: HttpRequest, code: str, said: Query[FigureListing]) -> Any:
    """All figures of one organisation, or the one of ``indicator``."""
    asking = _asking(request, code)
    codes = [indicator_of(said.indicator).code] if said.indicator else None
    if asking.on is None:
        return {"organisation": asking.org.code, "on": None, "filled": False, "figures": []}
    if said.known_on is None:
        found = asking.figures(codes=codes)
    elif asking.filled:
        found = queries.in_month(
            [asking.org.pk], asking.month, codes=codes, known_on=end_of(said.known_on), on=asking.on
        )
    else:
        raise Refused(Finding("figures.known_on", "以前知道的数只有月末的，请把日期改成月末。"))
    return {
        "organisation": asking.org.code, "on": asking.on, "filled": asking.filled,
        "figures": [told(figure) for figure in found.values()],
    }  # fmt: skip


@router.get("/{code}/series", response={200: list[FigureOut], **SAYS_NO})
def figure_series(request: HttpRequest, code: str, said: Query[Stretch]) -> Any:
    """One figure month by month, oldest first, gaps without data."""
    asking, one = _asking(request, code), indicator_of(said.indicator)
    if asking.on is None:
        return []
    last = first_of_month(asking.on)
    found = queries.series(asking.org.pk, last, codes=[one.code], months=said.months)
    return [told(figure) for figure in found[one.code]]


@router.get("/{code}/evidence/{indicator}", response={200: EvidenceOut, **SAYS_NO})
def figure_evidence(request: HttpRequest, code: str, indicator: str, said: Query[Opened]) -> Any:
    """The records behind one figure: ``part`` n counted in, rest, d both, missing."""
    asking, one = _asking(request, code), indicator_of(indicator)
    if said.part not in PARTS:
        raise Refused(Finding("figures.part", "没有这一部分，请写 n、rest、d 或 missing。"))
    asking.scope.require(one.records.duty, asking.org.path)
    if asking.on is None:
        return {"heads": [], "rows": [], "next": "", "previous": ""}
    model: Any = apps.get_model(one.records.model)
    keys = (model.PATH, "id")
    near = reached(model.objects.within(asking.scope), keys=keys, at=said.at) or ""
    rows = evidence(one, asking.asked, asking.scope, part=said.part, near=near)
    if asking.figures(codes=[one.code])[asking.org.pk, one.code].is_withheld:
        rows = rows.none()
    page = page_of(rows, keys=keys, at=said.at)
    table = table_of(one, asking, page.rows)
    return {
        "heads": [str(head) for head in table.heads],
        "rows": [{"name": row.name, "cells": [str(cell) for cell in row.cells]}
                 for row in table.rows],
        "next": page.next, "previous": page.previous,
    }  # fmt: skip


def _definition(one: Indicator, today: date) -> dict[str, Any]:
    title = in_words(one.title, today)
    said = meaning_of(one, lambda name: plain_number(name, today))
    return {
        "code": one.code, "title": title, "unit": str(one.unit), "kind": one.kind.value,
        "note": in_words(one.note, today), "source": one.source,
        "records": str(one.records.title), "group": str(one.group.title),
        "numerator": said.counted, "condition": said.condition, "denominator": said.out_of,
        "base": said.base, "organisation": said.where,
        "day": said.when, "has_missing": said.has_missing,
        "rules": [_rule(name, today) for name in one.rules],
    }  # fmt: skip


def _rule(name: str, today: date) -> dict[str, str]:
    found = number_of(name, today)
    return {"name": name, "title": found.title, "value": found.text, "source": found.source,
            "mark": found.mark}  # fmt: skip


def _asking(request: HttpRequest, code: str) -> Asking:
    """As on the page. Raises: Http404 out of sight, Refused 403 without the duty."""
    scope = scope_of(request, Duty.FIGURES_SEE)
    asking = asking_of(request, organisation_of(scope, code).code)
    if asking.day.finding is not None:
        raise Refused(Finding("figures.future", "只能看今天和以前的日子，请改日期。"))
    return asking
