"""Which indicators are there? Each app says its own in ``indicators``; doubles fail at start."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

from jingwei.kernel.figures.declare import Declared, Group, Indicator, Records


@dataclass(frozen=True)
class Registered:
    """All declarations; ``records`` in the order in which they are filled."""

    records: dict[str, Records]
    indicators: dict[str, Indicator]
    groups: tuple[Group, ...]

    def of_records(self, records: Records) -> list[Indicator]:
        return [one for one in self.indicators.values() if one.records is records]

    def of_group(self, group: Group) -> list[Indicator]:
        return [one for one in self.indicators.values() if one.group is group]


@cache
def registered() -> Registered:
    """The declarations of all installed apps."""
    found: list[ModuleType] = []
    for config in apps.get_app_configs():
        name = f"{config.name}.indicators"
        if config.name.startswith("jingwei.") and find_spec(name):
            found.append(import_module(name))
    return register(one for module in found for one in module.INDICATORS)


def register(declared: Iterable[Indicator]) -> Registered:
    """Put declarations together.

    Raises: Declared for a code said twice, and for records that look at ones nobody declared.
    """
    indicators: dict[str, Indicator] = {}
    records: dict[str, Records] = {}
    groups: dict[str, Group] = {}
    for one in declared:
        if one.code in indicators:
            raise Declared(f"{one.code} is declared twice")
        indicators[one.code] = one
        if records.setdefault(one.records.code, one.records) is not one.records:
            raise Declared(f"{one.records.code} is declared twice")
        if groups.setdefault(one.group.key, one.group) is not one.group:
            raise Declared(f"{one.group.key} is declared twice")
    return Registered(
        _in_order(records), indicators, tuple(sorted(groups.values(), key=lambda g: g.order))
    )


def indicator(code: str) -> Indicator:
    """Raises: KeyError for a code nobody declared."""
    return registered().indicators[code]


def _in_order(records: dict[str, Records]) -> dict[str, Records]:
    """Records after those they look at."""
    done: dict[str, Records] = {}
    waiting = dict(records)
    while waiting:
        ready = [
            one for one in waiting.values()
            if {*one.after, *([one.basis] if one.basis else [])} <= done.keys()
        ]  # fmt: skip
        if not ready:
            raise Declared(f"{', '.join(sorted(waiting))} look at records that are not declared")
        for one in ready:
            done[one.code] = waiting.pop(one.code)
    return done
