"""Which value has a number of the rulebook on a day, from where, and how well is it known?"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from threading import local

from django.db import connection
from django.db.models.expressions import RawSQL

from jingwei.kernel.rulebook import rates
from jingwei.kernel.rulebook.models import Chapter, Rule, RuleChange
from jingwei.kernel.rulebook.names import UnknownRule, known

_seen = local()
DIGEST = "SELECT coalesce(md5(string_agg(r::text, '' ORDER BY r.id)), '') FROM rule r"


class NoRule(LookupError):
    """No version of the number holds on the day that was asked for."""


def value_of(name: str, on: date, place: str = "") -> Decimal:
    """The value in force on a day; one query for a whole transaction.

    ``place`` is a division code: the number of the nearest place above it that has one of its
    own, else that of the whole country.

    Raises: UnknownRule for a name nobody declared, NoRule for a day without a version.
    """
    value: Decimal | None = rule_of(name, on, place).value
    if value is None:
        raise NoRule(f"{name} is a table of rates: ask rate_for")
    return value


def rule_of(name: str, on: date, place: str = "") -> Rule:
    """The version in force on a day, with title, unit, source and mark."""
    best: Rule | None = None
    for rule in _versions().get(known(name), ()):
        nearer = best is None or len(rule.place) > len(best.place)
        if nearer and holds(rule, on) and place.startswith(rule.place):
            best = rule
    if best is None:
        raise NoRule(f"{name} has no version on {on}")
    return best


def has_rule(name: str, on: date, place: str = "") -> bool:
    """Is there a version on the day? A rule set may leave a number out."""
    try:
        rule_of(name, on, place)
    except NoRule:
        return False
    return True


@dataclass(frozen=True)
class Due:
    """What a table of rates says on a base: the bracket, the sum, and the version it came from."""

    rule: Rule
    bracket: rates.Bracket
    amount: rates.Amount


def rate_for(name: str, base: Decimal, on: date, place: str = "") -> Due:
    """What is due on a monthly base by a table such as ``dues.wage``: its rate on the whole base.

    Raises: NoRule for a number that is no table, ValueError for a base below zero.
    """
    rule = rule_of(name, on, place)
    if not rule.table:
        raise NoRule(f"{name} is one number and no table of rates")
    bracket = rates.bracket_for(rule.table, base)
    return Due(rule, bracket, rates.amount_of(bracket, base))


def rules_on(on: date) -> dict[str, Rule]:
    """Every number of the whole country in force on a day, for manual and definitions."""
    return {
        name: rule
        for name, versions in sorted(_versions().items())
        for rule in versions
        if not rule.place and holds(rule, on)
    }


def all_on(on: date) -> list[Rule]:
    """Every number in force on a day, those of places after that of the country; one query."""
    keys = {key: at for at, key in enumerate(Chapter.values)}
    found = [rule for versions in _versions().values() for rule in versions if holds(rule, on)]
    return sorted(found, key=lambda rule: (keys.get(rule.chapter, 99), rule.name, rule.place))


def versions_of(name: str) -> list[Rule]:
    """All versions of one number, the country's first, the latest of each place first.

    Those that were replaced from their first day on are at the end of their place.
    """
    rows = list(Rule.objects.filter(name=known(name)).select_related("change"))
    return sorted(
        rows,
        key=lambda rule: (
            rule.place, rule.held.isempty,
            -(rule.held.lower.toordinal() if rule.held.lower else 0), -rule.pk,
        ),
    )  # fmt: skip


def open_changes() -> list[RuleChange]:
    """Changes that wait for the second person, the oldest first."""
    rows = RuleChange.objects.filter(outcome=RuleChange.Outcome.OPEN)
    return list(rows.select_related("asked_by").order_by("asked_at", "pk"))


def changes_of(name: str) -> list[RuleChange]:
    rows = RuleChange.objects.filter(name=name).select_related("asked_by", "decided_by")
    return list(rows.order_by("-asked_at", "-pk"))


def holds(rule: Rule, on: date) -> bool:
    """Is this version in force on a day?"""
    held = rule.held
    if held.isempty:
        return False
    lower, upper = held.lower, held.upper
    return (lower is None or lower <= on) and (upper is None or on < upper)


def forget() -> None:
    """Read the numbers anew: for the action that has just written a version."""
    _seen.__dict__.clear()


def _versions() -> dict[str, list[Rule]]:
    """All versions, asked for once in a transaction, and sent only where they are others.

    Django gives a connection a new list of commit hooks with every transaction and every undone
    savepoint, so the list itself says whether what was read is still of this transaction.
    """
    token = connection.run_on_commit
    kept = getattr(_seen, "kept", None)
    if connection.in_atomic_block and kept is not None and kept[0] is token:
        return kept[1]
    found = _fresh()
    if connection.in_atomic_block:
        _seen.kept = (token, found)
    return found


@dataclass(frozen=True)
class _Edition:
    """What the table said under a digest of all its rows."""

    digest: str
    versions: dict[str, list[Rule]]


_edition = _Edition("", {})  # the latest any thread has read; replaced whole, never changed


def _fresh() -> dict[str, list[Rule]]:
    """Two hundred rows cost ten times what their digest does, and change a few times a year."""
    global _edition
    known_one = _edition
    rows = (
        Rule.objects.annotate(digest=RawSQL(DIGEST, ()))  # noqa: S611 - a constant
        .exclude(digest=known_one.digest).order_by("name", "held")
    )  # fmt: skip
    found: dict[str, list[Rule]] = {}
    digest = known_one.digest
    for rule in rows:
        digest = rule.digest
        found.setdefault(rule.name, []).append(rule)
    if digest == known_one.digest:
        return known_one.versions
    _edition = _Edition(digest, found)
    return found


__all__ = [
    "Due", "NoRule", "UnknownRule", "all_on", "changes_of", "forget", "has_rule", "holds", "known",
    "open_changes", "rate_for", "rule_of", "rules_on", "value_of", "versions_of",
]  # fmt: skip
