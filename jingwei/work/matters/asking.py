"""In which order is somebody asked? One question a page; what was answered is kept as a draft."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.findings import Finding
from jingwei.work.matters import rules

WHAT, WHERE, WHO, CHECK, SEND = "what", "where", "who", "check", "send"
ANEW, SENT = "anew", "sent"
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
    def next(self) -> str:
        return (*ORDER, SEND)[ORDER.index(self.step) + 1]

    @property
    def back(self) -> str:
        return ORDER[max(ORDER.index(self.step) - 1, 0)]


def asked(
    said: Mapping[str, Any], kept: Mapping[str, str], *, find: Callable[[str], Any],
    named: Callable[[str], Any], check: Callable[[Mapping[str, str], Any], list[Finding]],
) -> Asking:  # fmt: skip
    """Where it goes on after a page was sent. ``kept`` is the draft; ``find`` gives a place by its
    public id, ``named`` places by a part of the name, ``check`` all findings over what was told."""
    told = _told(said, kept)
    here, to = str(said.get("here", WHAT)), str(said.get("to", WHAT))
    here = here if here in ORDER else WHAT
    to = to if to in (*ORDER, SEND) else here
    place = find(told["place"]) if _is_uuid(told["place"]) else None
    part = _part(said)
    if said.get("find") is not None or (here == WHERE and to == WHO and part and place is None):
        # The button beside the box of the place, or Enter in the box.
        return Asking(WHERE, told, place, part, tuple(named(part)) if part else ())
    wrong = [one for one in check(told, place) if page_of(one) in _before(here, to)]
    if wrong:
        page = page_of(wrong[0])
        return Asking(page, told, place, part, (), _of(wrong, page))
    return Asking(to, told, place, part)


def shown(
    said: Mapping[str, Any], kept: Mapping[str, str], *, find: Callable[[str], Any],
    named: Callable[[str], Any], check: Callable[[Mapping[str, str], Any], list[Finding]],
) -> Asking:  # fmt: skip
    """The page of an address: ``step``, ``part`` of a place's name, ``wrong`` where it was sent and
    something is missing."""
    told = _told({}, kept)
    step = str(said.get("step", WHAT))
    step = step if step in ORDER else WHAT
    place = find(told["place"]) if _is_uuid(told["place"]) else None
    part = _part(said)
    wrong = _of(check(told, place), step) if said.get("wrong") else ()
    return Asking(step, told, place, part, tuple(named(part)) if part else (), wrong)


def _told(said: Mapping[str, Any], kept: Mapping[str, str]) -> dict[str, str]:
    return {
        name: str(said.get(name, kept.get(name, ""))).replace("\x00", "")[: MOST[name]]
        for name in KEPT
    }


def _part(said: Mapping[str, Any]) -> str:
    return str(said.get("part", "")).replace("\x00", "").strip()[:40]


def page_of(finding: Finding) -> str:
    """The page on which a finding is put right."""
    return PAGE_OF.get(finding.code, WHAT)


def _of(found: list[Finding], page: str) -> tuple[Finding, ...]:
    return tuple(one for one in found if page_of(one) == page)


def address_of(state: Asking, base: str, **more: str) -> str:
    """The address of the page that comes next."""
    asked_for = {"step": state.step, **more}
    if state.part and state.step == WHERE:
        asked_for["part"] = state.part
    if state.findings:
        asked_for["wrong"] = "1"
    return f"{base}?{urlencode(asked_for)}"


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
