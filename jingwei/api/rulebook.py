"""Numbers of the law by the API: in force on a day, their history, their changes by two people."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.schemas import Code, Day, Name, Text
from jingwei.api.wire import is_plain
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.register import touched
from jingwei.kernel.rulebook import change_actions as actions
from jingwei.kernel.rulebook import queries
from jingwei.kernel.rulebook.models import Mark, Rule, RuleChange
from jingwei.kernel.rulebook.names import NAMES

router = Router(tags=["rulebook"])
Amount = Annotated[Decimal, Field(ge=0, lt=10**8, max_digits=12, decimal_places=4)]


class BracketIn(Schema):
    """Up to and with ``up_to`` (null in the last): a ``rate`` in percent, or two sums."""

    up_to: Amount | None = None
    rate: Amount | None = None
    least: Amount | None = None
    most: Amount | None = None


class NumberOut(Schema):
    """``value`` null: a table of rates. ``mark`` says how well it is known."""

    name: str
    chapter: str
    title: str
    value: Decimal | None
    table: list[dict[str, Any]]
    unit: str
    words: str
    source: str
    mark: str
    place: str
    rule_set: str
    since: date | None
    until: date | None


class NumberListing(Schema):
    on: Day | None = None


class RateAsked(Schema):
    base: Amount
    on: Day | None = None
    place: Code = ""


class RateOut(Schema):
    """What is due on the base; ``least`` and ``most`` differ where the rule leaves a span."""

    name: str
    base: Decimal
    least: Decimal
    most: Decimal
    rate: Decimal | None
    source: str
    mark: str


class RuleAsking(Schema):
    """A new version from a day on; a ``table`` where the number is one, else a ``value``."""

    from_on: Day
    value: Amount | None = None
    table: Annotated[list[BracketIn], Field(max_length=20)] = []
    source: Name
    mark: Mark
    words: Name | None = None
    reason: Text
    place: Annotated[str, Field(pattern=r"^\d{0,12}$")] = ""
    rule_set: Annotated[str, Field(max_length=20)] | None = None


class TouchedOut(Schema):
    """An open matter that would be touched; nothing is moved by itself."""

    title: str
    url: str
    due_on: date | None
    due_then: date | None


class RuleChangeOut(Schema):
    id: str
    name: str
    value: Decimal | None
    table: list[dict[str, Any]]
    from_on: date
    source: str
    mark: str
    place: str
    reason: str
    outcome: str
    asked_by: str
    asked_at: datetime
    is_mine: bool
    touched: list[TouchedOut]


class RuleDeciding(Schema):
    agree: bool
    answer: Text = ""


def told(rule: Rule) -> dict[str, Any]:
    """A version with its dates; ``until`` is the first day without it."""
    kept = ("name", "chapter", "title", "value", "table", "unit", "words", "source", "mark",
            "place", "rule_set")  # fmt: skip
    return {name: getattr(rule, name) for name in kept} | {
        "since": rule.held.lower, "until": rule.held.upper
    }  # fmt: skip


def told_change(scope: Scope, row: RuleChange) -> dict[str, Any]:
    is_open = row.outcome == RuleChange.Outcome.OPEN
    found = touched(scope, actions.proposed(row)) if is_open else []
    kept = ("name", "value", "table", "from_on", "source", "mark", "place", "reason", "outcome",
            "asked_at")  # fmt: skip
    return {name: getattr(row, name) for name in kept} | {
        "id": str(row.public_id), "asked_by": row.asked_by.name,
        "is_mine": row.asked_by_id == scope.account_id,
        "touched": [
            {"title": str(one.title), "url": one.url, "due_on": one.due_on,
             "due_then": one.due_then} for one in found
        ],
    }  # fmt: skip


def keeper(request: HttpRequest) -> Scope:
    """The acting post of who keeps the rulebook. Raises: Refused 403."""
    scope = scope_of(request, Duty.RULES_KEEP)
    actions.require_keeper(scope)
    return scope


def named(name: str) -> str:
    if not is_plain(name) or name not in NAMES:
        raise Http404
    return name


@router.get("", response={200: list[NumberOut], **SAYS_NO})
def list_numbers(request: HttpRequest, said: Query[NumberListing]) -> Any:
    """All numbers in force on a day, today if none is said."""
    return [told(rule) for rule in queries.all_on(said.on or timezone.localdate())]


@router.get("/changes", response={200: list[RuleChangeOut], **SAYS_NO})
def list_number_changes(request: HttpRequest) -> Any:
    """Changes that wait for the second person, with the open matters they would touch."""
    scope = keeper(request)
    return [told_change(scope, row) for row in queries.open_changes()]


@router.post("/changes/{change_id}/decide", response={200: RuleChangeOut, **SAYS_NO})
@once
def decide_number(request: HttpRequest, change_id: UUID, said: RuleDeciding) -> Any:
    """Another account agrees or not; with a yes the new version holds from its day on."""
    scope = keeper(request)
    rows = RuleChange.objects.filter(public_id=change_id).select_related("asked_by")
    if (row := rows.first()) is None:
        raise Http404
    actions.decide_rule_change(
        change=row, agree=said.agree, answer=said.answer, by=scope, at=now()
    )  # fmt: skip
    return told_change(scope, rows[0])


@router.get("/{name}", response={200: list[NumberOut], **SAYS_NO})
def get_number(request: HttpRequest, name: str) -> Any:
    """All versions of one number, without those that were replaced and never counted."""
    return [told(rule) for rule in queries.versions_of(named(name)) if not rule.held.isempty]


@router.get("/{name}/due", response={200: RateOut, **SAYS_NO})
def rate_due(request: HttpRequest, name: str, said: Query[RateAsked]) -> Any:
    """What a table of rates says on a base, to the cent."""
    try:
        due = queries.rate_for(
            named(name), said.base, said.on or timezone.localdate(), said.place
        )  # fmt: skip
    except queries.NoRule as missing:
        raise Refused(
            Finding("rulebook.no_table", "这一天没有这张费率表，请核对名称和日期。")
        ) from missing
    return {
        "name": name, "base": said.base, "least": due.amount.least, "most": due.amount.most,
        "rate": due.bracket.rate, "source": due.rule.source, "mark": due.rule.mark,
    }  # fmt: skip


@router.post("/{name}/changes", response={200: RuleChangeOut, **SAYS_NO})
@once
def ask_for_number(request: HttpRequest, name: str, said: RuleAsking) -> Any:
    """Ask for a new version; another account decides."""
    scope = keeper(request)
    asked = said.dict(exclude={"table"}) | {"table": [_bracket(one) for one in said.table]}
    row = actions.ask_rule_change(name=named(name), **asked, by=scope, at=now())
    return told_change(scope, RuleChange.objects.select_related("asked_by").get(pk=row.pk))


def _bracket(one: BracketIn) -> dict[str, str | None]:
    known: dict[str, str | None] = {
        key: str(value) for key, value in one.dict().items() if value is not None
    }
    return {"up_to": None} | known
