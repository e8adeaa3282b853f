"""What does each part offer? Menu entries, verbs, figures and imports, said by the parts at import.

A part calls the functions below from its ``manifest.py``; readers ask for the finished lists. The
register holds declarations only, never behaviour, and nothing here knows a part by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.rulebook.calendar import Days

if TYPE_CHECKING:
    from jingwei.kernel.flows.declare import Flow
    from jingwei.kernel.people.models import Person


@dataclass(frozen=True)
class MenuItem:
    """A page of the main navigation; shown where ``duty`` is held (None: to every signed-in).

    ``group`` is one of the headings of ``shell/menu.py``; ``order`` is its place among all pages.
    """

    key: str
    title: Promise
    url: str
    icon: str
    order: int
    duty: Duty | None = None
    group: str = "systems"
    roles: tuple[str, ...] = ()  # only in the menu of these; empty: of every role with the duty
    on_phone: bool = False  # made for work on a phone: stands in the bar under the thumb


@dataclass(frozen=True)
class Concern:
    """One thing that waits for the acting post, on the page 今日待办 and in the post switch.

    ``source`` says why it came to this person; ``due_on`` None means no deadline.
    """

    title: str
    source: str
    url: str
    act: str
    due_on: date | None = None
    overdue: bool = False


@dataclass(frozen=True)
class MemberFact:
    """One fact of the records about a member, for whoever has to look into a situation.

    ``key`` names the record for good, so that it can be set aside with a reason; ``asks`` says
    that it wants an explanation. A fact is what is on record: no count, no score, no judgement.
    """

    key: str
    on: date
    words: str
    url: str = ""
    asks: bool = True


type FactSource = Callable[[Any, date, date], list[MemberFact]]


@dataclass(frozen=True)
class Proposed:
    """A number or a calendar as it would be from a day on; nothing of it is written yet.

    ``name`` is a number of the rulebook, with its new ``value`` (None: a table of rates), or
    ``CALENDAR`` with the whole table of days as it would be.
    """

    name: str
    from_on: date
    place: str = ""
    value: Decimal | None = None
    days: Days | None = None


CALENDAR = "calendar.days"
REACTION_NAME = 120


@dataclass(frozen=True)
class Touched:
    """An open matter that a change would touch: its day now and then, where it has one."""

    title: str
    url: str = ""
    org: str = ""
    due_on: date | None = None
    due_then: date | None = None


type Toucher = Callable[[Scope, Proposed], list[Touched]]


@dataclass(frozen=True)
class Thing:
    """One thing that an organisation has, on a worksheet: ``id`` is the row of its table."""

    id: int
    org_id: int
    label: str
    note: str = ""


@dataclass(frozen=True)
class Assignable:
    """What a split, merger or conversion hands over, declared by the part that owns it.

    ``query(org_ids, on)`` lists all that the organisations have on a day, in the order of the
    page. ``assign(things, target, handover)`` gives the rows ``things`` to the organisation
    ``target`` (None: they end with the day), and says which rows it will change, before it does,
    by ``handover.keep(table, ids)``, and which it made by ``handover.made(table, ids)``: so they
    are undone exactly. ``may_end``: such a thing may also end instead of going over. ``in_place``:
    tables whose rows others name, so that they are put back as they stand and never deleted.
    """

    kind: str
    title: Promise
    query: Callable[..., list[Thing]]
    assign: Callable[..., None]
    may_end: bool = False
    in_place: tuple[str, ...] = ()


type Reacting = Callable[..., None]


@dataclass(frozen=True)
class Reaction:
    """What another part does because a verb was written: ``do(happened, by=..., at=...)``.

    ``name`` is kept with every run and never changes: a renamed reaction would run again.
    """

    name: str
    verb: str
    do: Reacting


@dataclass(frozen=True)
class MeSection:
    """A part of 我的信息 that a folder offers: its own template, filled for one person.

    ``context(oneself, person, day)`` reads the own rows, under the role ``jw_self``, and gives
    what the template needs; None where there is nothing to show. ``told(oneself, person, day)``
    gives the same for 下载我的数据 and the API, as plain values. ``wide``: a table of its own row.
    """

    key: str
    title: Promise | str
    template: str
    context: Callable[[Scope, "Person", date], dict[str, object] | None]
    told: Callable[[Scope, "Person", date], object] | None = None
    order: int = 100
    wide: bool = False


@dataclass(frozen=True)
class MemberTab:
    """A page about one member that a folder offers beside the file; ``url`` takes the public id.

    Shown to posts that hold ``duty``; the page itself asks for it again.
    """

    key: str
    title: Promise | str
    url: str
    duty: Duty


@dataclass(frozen=True)
class Retention:
    """What is deleted when its time is over, declared by the part that keeps it.

    ``number`` names the time in the rulebook; its unit is ``days`` or ``years``. ``due(before,
    held, most)`` gives row numbers that are older than a moment and about none of the people
    ``held`` (row number -> public id); ``delete(ids)`` deletes them. Both run under the whole
    tree, a few hundred rows a transaction. Lines of the ledger are never among them.
    """

    code: str
    title: Promise
    number: str
    due: Callable[[datetime, Mapping[int, str], int], list[int]]
    delete: Callable[[list[int]], None]


@dataclass(frozen=True)
class NoticeChannel:
    """A way by which notices to people also go out, such as the city's message gateway.

    ``send(outgoing)`` leaves a message it has already (same id), raises ``Undeliverable`` where
    trying again is no use, and anything else where it is. ``is_on``: may it send now?
    """

    name: str
    send: Callable[..., None]
    is_on: Callable[[], bool]


@dataclass(frozen=True)
class Roster:
    """A kind of sheet that can be brought in, for the manual; the columns as clerks head them."""

    key: str
    title: Promise
    columns: tuple[str, ...]
    required: tuple[str, ...]  # those of the columns that must be there


@dataclass
class Register:
    menu: list[MenuItem] = field(default_factory=list)
    concerns: list[Callable[[Scope, date], list[Concern]]] = field(default_factory=list)
    waiting: list[Callable[[Scope, date], list[Concern]]] = field(default_factory=list)
    verbs: dict[str, Promise] = field(default_factory=dict)
    findings: dict[str, object] = field(default_factory=dict)
    rosters: dict[str, Roster] = field(default_factory=dict)
    assignables: dict[str, Assignable] = field(default_factory=dict)
    flows: dict[str, "Flow"] = field(default_factory=dict)
    touched: list[tuple[str, Toucher]] = field(default_factory=list)
    reactions: dict[str, Reaction] = field(default_factory=dict)
    me_sections: dict[str, MeSection] = field(default_factory=dict)
    notice_kinds: dict[str, Promise] = field(default_factory=dict)
    notice_channels: dict[str, NoticeChannel] = field(default_factory=dict)
    member_tabs: dict[str, MemberTab] = field(default_factory=dict)
    member_facts: dict[str, list[FactSource]] = field(default_factory=dict)
    retentions: dict[str, Retention] = field(default_factory=dict)
    erasers: dict[str, Callable[["Person"], int]] = field(default_factory=dict)

    def reactions_to(self, verb: str) -> list[Reaction]:
        return [one for one in self.reactions.values() if one.verb == verb]


_register = Register()
ENGINE_VERBS: dict[str, Promise] = {
    "clock": _("延长期限"), "plan": _("到期没有自动办"), "paper": _("打开材料"),
}  # fmt: skip
"""What the engine of flows writes beside the steps, under the code of the flow."""


def register() -> Register:
    """The finished register: every app's ``manifest`` has been imported."""
    _load()
    return _register


def menu_item(item: MenuItem) -> None:
    _register.menu.append(item)


def concern(source: Callable[[Scope, date], list[Concern]]) -> None:
    """``source(scope, day)`` lists what the acting post has to do."""
    _register.concerns.append(source)


def waits_for_others(source: Callable[[Scope, date], list[Concern]]) -> None:
    _register.waiting.append(source)


def verbs(said: Mapping[str, Promise]) -> None:
    """Ledger verbs with the words a timeline shows."""
    _register.verbs.update(said)


def flow(declared: "Flow") -> None:
    """A flow, served by the stepper page and the API from now on; its steps are ledger verbs.

    Raises: ValueError for a code that is taken.
    """
    if _register.flows.setdefault(declared.code, declared) is not declared:
        raise ValueError(f"flow {declared.code} is declared twice")
    for step in declared.steps:
        _register.verbs[declared.ledger_verb(step.verb)] = step.label  # type: ignore[assignment]
    for verb, words in ENGINE_VERBS.items():
        _register.verbs[declared.ledger_verb(verb)] = words


def assignable(one: Assignable) -> None:
    """Things of this kind are handed over by worksheets."""
    _register.assignables[one.kind] = one


def reaction(verb: str, do: Reacting, *, name: str = "") -> None:
    """After a line with ``verb`` is committed, a worker calls ``do(happened, by=..., at=...)``.

    Once for each line, whatever stops meanwhile: its writes and the note that it ran commit
    together. ``name`` stays as it is (by default folder and function). See ledger/README.md.

    Raises: ValueError for a name that is taken.
    """
    name = name or f"{do.__module__.removeprefix('jingwei.')}.{do.__name__}"
    one = Reaction(f"{name}:{verb}"[:REACTION_NAME], verb, do)
    if _register.reactions.setdefault(one.name, one) != one:
        raise ValueError(f"reaction {one.name} is declared twice")


def me_section(section: MeSection) -> None:
    """A part of 我的信息, offered by the folder that keeps it; see shell/README.md.

    Raises: ValueError for a key that is taken.
    """
    if _register.me_sections.setdefault(section.key, section) != section:
        raise ValueError(f"part {section.key} of 我的信息 is declared twice")


def member_tab(tab: MemberTab) -> None:
    """A page about one member, as a tab of the file. Raises: ValueError for a key that is taken."""
    if _register.member_tabs.setdefault(tab.key, tab) != tab:
        raise ValueError(f"tab {tab.key} of the file is declared twice")


def notice_kind(code: str, title: Promise) -> None:
    """A kind of notice, with what it is called on a list and in a message (会议通知)."""
    _register.notice_kinds[code] = title


def notice_channel(channel: NoticeChannel) -> None:
    _register.notice_channels[channel.name] = channel


def member_facts(situation: str, source: FactSource) -> None:
    """``source(person, since, until)`` lists what the records of a part say about a situation
    (``life``, ``dues``, ``transfer``, ``tasks``) of one member between two days."""
    _register.member_facts.setdefault(situation, []).append(source)


def retention(rule: Retention) -> None:
    """Rows of a kind go when their time is over; each run is in the deletion register."""
    _register.retentions[rule.code] = rule


def eraser(code: str, erase: Callable[["Person"], int]) -> None:
    """``erase(person)`` takes what a folder keeps about a person out of its rows, when the
    person's file is erased; how many rows. Records of an organisation stay, without the person."""
    _register.erasers[code] = erase


def findings(key: str, provider: object) -> None:
    """A table of codes and sentences for the manual, under the name of the part."""
    _register.findings[key] = provider


def roster(kind: Roster) -> None:
    """A kind of sheet that can be brought in; the manual lists them in this order."""
    _register.rosters[kind.key] = kind


def touched_by(name: str, provider: Toucher) -> None:
    """``provider(scope, proposed)`` lists open matters that a change of ``name`` would touch.

    ``name``: a number, all that begin with it where it ends with a dot (``development.``),
    ``CALENDAR`` for the working days, or empty for every change. It is asked in the transaction of
    a page, answers in few queries, and writes nothing.
    """
    _register.touched.append((name, provider))


def touched(scope: Scope, proposed: Proposed) -> list[Touched]:
    """All open matters in sight that a change would touch, in the order of their days."""
    found = [
        one
        for name, provider in register().touched
        if _is_about(name, proposed.name)
        for one in provider(scope, proposed)
    ]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.title))


def _is_about(name: str, changed: str) -> bool:
    return not name or name == changed or (name.endswith(".") and changed.startswith(name))


def _load() -> None:
    if getattr(_load, "done", False):
        return
    _load.done = True  # type: ignore[attr-defined]
    for config in apps.get_app_configs():
        if config.name.startswith("jingwei.") and find_spec(f"{config.name}.manifest"):
            import_module(f"{config.name}.manifest")
