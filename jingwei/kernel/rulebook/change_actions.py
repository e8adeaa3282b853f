"""How does a number of the rulebook change? A new version: one asks, another decides."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from jingwei.kernel.access import paths
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.ranges import closed, held, never
from jingwei.kernel.register import Proposed, touched
from jingwei.kernel.rulebook import change_rules as rules
from jingwei.kernel.rulebook import queries
from jingwei.kernel.rulebook.models import Rule, RuleChange, plain
from jingwei.kernel.rulebook.names import known


def ask_rule_change(
    *, name: str, from_on: date, source: str, mark: str, reason: str, by: Scope, at: datetime,
    value: Decimal | None = None, table: Sequence[Any] = (), words: str | None = None,
    place: str = "", rule_set: str | None = None,
) -> RuleChange:  # fmt: skip
    """Ask for a new version from a day on. Only who keeps the rulebook of the whole tree may.

    Title, unit and whatever is None are taken from the version that is in force on the day, of
    the place or else of the whole country.
    """
    root = require_keeper(by)
    model = _model(known(name), from_on, place)
    current = _lock(name, place)
    table = list(table)
    under_way = RuleChange.objects.filter(
        name=name, place=place, outcome=RuleChange.Outcome.OPEN
    ).exists()
    change = RuleChange(
        name=name, title=model.title, value=None if model.table else value,
        table=table if model.table else [], unit=model.unit,
        words=(model.words if words is None else words)[:200], source=source.strip(), mark=mark,
        place=place, rule_set=(model.rule_set if rule_set is None else rule_set)[:20],
        from_on=from_on, reason=reason.strip(), asked_by_id=by.account_id or 0, asked_at=at,
    )  # fmt: skip
    _refuse(
        rules.asking_findings(
            is_table=bool(model.table), value=value, table=table, source=source, reason=reason,
            from_on=from_on, next_from=_next_from(current, from_on),
            same=_same(_on(current, from_on), change), under_way=under_way,
        )
    )  # fmt: skip
    change.save(force_insert=True)
    write_line(
        verb="rulebook.rule.ask", by=by, at=at, org=root, subject=("rule", name),
        facts=_facts(change) | {"why": change.reason},
    )  # fmt: skip
    return change


def decide_rule_change(
    *, change: RuleChange, agree: bool, by: Scope, at: datetime, answer: str = ""
) -> RuleChange:
    """Another account agrees or not. With a yes the version before ends where the new one begins;
    one that began on the very same day is replaced and never counted. Clocks that run are left as
    they are: their own part says what becomes of them."""
    root = require_keeper(by)
    change = RuleChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    current = _lock(change.name, change.place)
    _refuse(
        rules.deciding_findings(
            same_account=change.asked_by_id == by.account_id,
            is_open=change.outcome == RuleChange.Outcome.OPEN, agree=agree, answer=answer,
            overtaken=_next_from(current, change.from_on) is not None
            or _same(_on(current, change.from_on), change),
        )
    )  # fmt: skip
    facts: dict[str, Any] = _facts(change)
    if agree:
        facts["touched"] = len(touched(by, proposed(change)))
        former = _on(current, change.from_on)
        facts["before"] = _value(former) if former else None
        _write_version(change, former)
    change.outcome = RuleChange.Outcome.DONE if agree else RuleChange.Outcome.DECLINED
    change.decided_by_id, change.decided_at, change.answer = by.account_id, at, answer.strip()
    change.save(update_fields=["outcome", "decided_by", "decided_at", "answer"])
    write_line(
        verb="rulebook.rule.agree" if agree else "rulebook.rule.decline", by=by, at=at, org=root,
        subject=("rule", change.name), facts=facts | {"answer": change.answer},
    )  # fmt: skip
    return change


def proposed(change: RuleChange) -> Proposed:
    """The change as those are told whose open matters it may touch."""
    return Proposed(change.name, change.from_on, place=change.place, value=change.value)


def require_keeper(by: Scope) -> Organisation:
    """The organisation at the top of the tree, whose keepers the rulebook has.

    Raises: Refused 403 for everybody else, below it too: the numbers hold for all.
    """
    root = by.path[: paths.STEP]
    by.require(Duty.RULES_KEEP, root)
    found: Organisation = Organisation.everything.get(path=root)
    return found


def is_keeper(scope: Scope) -> bool:
    return bool(scope.path) and scope.holds(Duty.RULES_KEEP, scope.path[: paths.STEP])


def _write_version(change: RuleChange, former: Rule | None) -> None:
    until = None
    if former is not None:
        until = former.held.upper
        is_replaced = former.held.lower == change.from_on
        former.held = never() if is_replaced else closed(former.held, change.from_on)
        former.save(update_fields=["held"])
    model = former or _model(change.name, change.from_on, change.place)
    Rule(
        name=change.name, chapter=model.chapter, title=change.title, value=change.value,
        table=change.table, unit=change.unit, words=change.words, source=change.source,
        mark=change.mark, place=change.place, rule_set=change.rule_set,
        held=held(change.from_on, until), change=change,
    ).save(force_insert=True)  # fmt: skip
    queries.forget()


def _lock(name: str, place: str) -> list[Rule]:
    """All versions of a number at a place, locked; those of the country serialise new places."""
    rows = list(
        Rule.objects.select_for_update(of=("self",))
        .filter(Q(place=place) | Q(place=""), name=name, held__isempty=False)
        .order_by("pk")
    )
    return [row for row in rows if row.place == place]


def _on(versions: Sequence[Rule], day: date) -> Rule | None:
    return next((rule for rule in versions if queries.holds(rule, day)), None)


def _next_from(versions: Sequence[Rule], day: date) -> date | None:
    """The first day of a version that begins after ``day``."""
    later = [rule.held.lower for rule in versions if rule.held.lower and rule.held.lower > day]
    return min(later, default=None)


def _same(former: Rule | None, change: RuleChange) -> bool:
    if former is None:
        return False
    kept = ("value", "table", "words", "source", "mark", "rule_set")
    return all(getattr(former, name) == getattr(change, name) for name in kept)


def _model(name: str, on: date, place: str) -> Rule:
    """The version that lends title, unit and chapter: in force on the day, else any."""
    rows = [row for row in queries.versions_of(name) if place.startswith(row.place)]
    live = [row for row in rows if queries.holds(row, on)]
    nearest = sorted(live or rows or queries.versions_of(name), key=lambda row: -len(row.place))
    if not nearest:
        raise queries.NoRule(f"{name} has no version at all")
    return nearest[0]


def _facts(change: RuleChange) -> dict[str, Any]:
    return {
        "change": str(change.public_id), "from": change.from_on, "to": _value(change),
        "mark": change.mark, "source": change.source, "place": change.place,
    }  # fmt: skip


def _value(said: Rule | RuleChange) -> Any:
    return said.table if said.value is None else plain(said.value)


def _refuse(found: list[Finding]) -> None:
    if found:
        raise Refused(*found)
