"""Which value has a number of the rulebook on a day, from where, and how well is it known?"""

from datetime import date
from decimal import Decimal
from threading import local

from django.db import connection

from jingwei.kernel.rulebook.models import Rule
from jingwei.kernel.rulebook.names import UnknownRule, known

_seen = local()


class NoRule(LookupError):
    """No version of the number holds on the day that was asked for."""


def value_of(name: str, on: date) -> Decimal:
    """The value in force on a day; one query for a whole transaction.

    Raises: UnknownRule for a name nobody declared, NoRule for a day without a version.
    """
    return rule_of(name, on).value


def rule_of(name: str, on: date) -> Rule:
    """The version in force on a day, with title, unit, source and mark."""
    for rule in _versions().get(known(name), ()):
        if rule.held.lower <= on and (rule.held.upper is None or on < rule.held.upper):
            return rule
    raise NoRule(f"{name} has no version on {on}")


def rules_on(on: date) -> dict[str, Rule]:
    """Every number in force on a day by its name, for the manual and the definitions page."""
    return {
        name: rule
        for name, versions in sorted(_versions().items())
        for rule in versions
        if rule.held.lower <= on and (rule.held.upper is None or on < rule.held.upper)
    }


def forget() -> None:
    """Read the numbers anew: for the action that has just written a version."""
    _seen.__dict__.clear()


def _versions() -> dict[str, list[Rule]]:
    """All versions, read once in a transaction.

    Django gives a connection a new list of commit hooks with every transaction and every undone
    savepoint, so the list itself says whether what was read is still of this transaction.
    """
    token = connection.run_on_commit
    kept = getattr(_seen, "kept", None)
    if connection.in_atomic_block and kept is not None and kept[0] is token:
        return kept[1]  # type: ignore[no-any-return]
    found: dict[str, list[Rule]] = {}
    for rule in Rule.objects.order_by("name", "held"):
        found.setdefault(rule.name, []).append(rule)
    if connection.in_atomic_block:
        _seen.kept = (token, found)
    return found


__all__ = ["NoRule", "UnknownRule", "forget", "known", "rule_of", "rules_on", "value_of"]
