"""What is said of a route, and which parts say it in ``tests/routes.py`` of their own?

Such a module holds any of: ``PAGES`` (address -> route), ``API`` (operation -> route), ``NAMED``
(a name in an address of the API -> kind of thing), ``SLIPS`` (see ``test_matrix_smuggling``) and
``things(town, where, person, asker)``, which makes one of each thing in an organisation and
answers kind -> what an address names it by.
"""

from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.ops.parts import parts

ANYBODY, SIGNED_IN, POST = "anybody", "signed in", "post"
SEE, CHANGE, REVEAL = Duty.MEMBERS_SEE, Duty.MEMBERS_CHANGE, Duty.MEMBERS_REVEAL
CONFIRM, EXPORT = Duty.MEMBERS_CONFIRM, Duty.MEMBERS_EXPORT
ORGS, TREE, FIGURES, IMPORT = Duty.ORGS_SEE, Duty.ORGS_CHANGE, Duty.FIGURES_SEE, Duty.ROSTERS_IMPORT
OPEN, SLIPS, GIVE, LEDGER = (
    Duty.ACCOUNTS_OPEN, Duty.SLIPS_ISSUE, Duty.GRANTS_GIVE, Duty.LEDGER_READ,
)  # fmt: skip
MEETINGS = Duty.MEETINGS_RECORD
RULES = Duty.RULES_KEEP
LOOKERS = (SLIPS, GIVE, LEDGER)
ONE_CORRECTION = ("get_correction", "decide_correction", "withdraw_correction")


@dataclass(frozen=True)
class Route:
    """One route and the methods it answers. ``args`` are parts of the address that name no thing.

    ``also``: statuses besides the usual ones, for those who may: 403 where more than the duty is
    asked of the post, 404 for something that is not there for anybody, 422 without a file.
    """

    who: str = POST
    duties: tuple[Duty, ...] = ()
    things: dict[str, str] = field(default_factory=dict)
    methods: str = "GET"
    args: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    also: frozenset[int] = frozenset()
    body: dict[str, Any] = field(default_factory=dict)


def page(
    *duties: Duty, methods: str = "GET", query: str = "", also: tuple[int, ...] = (),
    args: dict[str, Any] | None = None, body: dict[str, Any] | None = None, **things: str,
) -> Route:  # fmt: skip
    return Route(POST, duties, things, methods, args or {}, query, frozenset(also), body or {})


def own(methods: str = "GET", *, also: tuple[int, ...] = ()) -> Route:
    return Route(SIGNED_IN, methods=methods, also=frozenset(also))


def anybody(methods: str = "GET", *, also: tuple[int, ...] = ()) -> Route:
    return Route(ANYBODY, methods=methods, also=frozenset(also))


BOTH = "GET POST"


@dataclass(frozen=True)
class Slip:
    """A form, the field that names a thing, and where it is sent."""

    form: str
    name: str
    kind: str
    address: str
    data: dict[str, Any] = field(default_factory=dict)
    who: str = "lin"
    query: bool = False

    def __str__(self) -> str:
        return f"{self.form}.{self.name} {self.address}"


def said_by_parts() -> list[ModuleType]:
    """The ``tests/routes.py`` of every folder of work and systems that has one."""
    names = (f"{part}.tests" for part in parts("work", "systems"))
    return [
        import_module(f"{name}.routes")
        for name in names
        if find_spec(name) and find_spec(f"{name}.routes")
    ]
