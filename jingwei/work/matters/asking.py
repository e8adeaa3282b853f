"""In which order is somebody asked? One question a page; what was answered travels along."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.findings import Finding
from jingwei.work.matters import rules

WHAT, WHERE, WHO, CHECK, SEND = "what", "where", "who", "check", "send"
ORDER = (WHAT, WHERE, WHO, CHECK)
TITLES = {
    WHAT: _("您要说的是什么事"), WHERE: _("是哪里的事"), WHO: _("怎样联系您"), CHECK: _("核对一下"),
}  # fmt: skip
KEPT = ("asked", "place", "spot", "name", "phone")
MOST = {"asked": rules.LONGEST + 1, "place": 40, "spot": 120, "name": 50, "phone": 30}


@dataclass(frozen=True)
class Asking:
    """Where the asker is, what was answered so far, and what is missing on this page."""

    step: str
    told: Mapping[str, str]
    place: Any = None
    part: str = ""
    places: tuple[Any, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def title(self) -> str:
        return str(TITLES[self.step])

    @property
    def number(self) -> int:
        return ORDER.index(self.step) + 1

    @property
    def back(self) -> str:
        return ORDER[max(ORDER.index(self.step) - 1, 0)]


def asked(
    said: Mapping[str, Any], *, find: Callable[[str], Any], named: Callable[[str], Any],
    check: Callable[[Mapping[str, str], Any], list[Finding]],
) -> Asking:  # fmt: skip
    """The page that comes next. ``find`` gives a place by its public id, ``named`` places by a part
    of the name, ``check`` all findings over what was told."""
    told = {name: str(said.get(name, "")).replace("\x00", "")[: MOST[name]] for name in KEPT}
    here, to = str(said.get("here", WHAT)), str(said.get("to", WHAT))
    here = here if here in ORDER else WHAT
    to = to if to in (*ORDER, SEND) else here
    place = find(told["place"]) if _is_uuid(told["place"]) else None
    part = str(said.get("part", "")).strip()[:40]
    places = tuple(named(part)) if part else ()
    if said.get("find") is not None:  # the button beside the box of the place
        return Asking(WHERE, told, place, part, places)
    wrong = [one for one in check(told, place) if PAGE_OF.get(one.code, WHAT) in _before(here, to)]
    if wrong:
        page = PAGE_OF.get(wrong[0].code, WHAT)
        shown = tuple(one for one in wrong if PAGE_OF.get(one.code, WHAT) == page)
        return Asking(page, told, place, part, places, shown)
    return Asking(to, told, place, part, places)


PAGE_OF = {
    "matter.asked": WHAT, "matter.asked_long": WHAT, "matter.place": WHERE, "matter.phone": WHO,
}  # fmt: skip


def _before(here: str, to: str) -> tuple[str, ...]:
    """The pages whose answers must be sound to go on: going back asks nothing."""
    if to == SEND:
        return ORDER
    return ORDER[: ORDER.index(to)] if ORDER.index(to) > ORDER.index(here) else ()


def mark_of(said: Mapping[str, Any]) -> str:
    """What tells one filled form from every other, kept from page to page; a new one for a new."""
    mark = str(said.get("mark", ""))
    return mark if _is_uuid(mark) else str(uuid4())


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
