"""What else changes with a step? The file, the membership here and at the host."""

from dataclasses import replace
from datetime import date
from typing import Any

from jingwei.kernel.findings import Finding
from jingwei.kernel.flows import clocks, spans
from jingwei.kernel.flows.look import Look
from jingwei.kernel.people import files
from jingwei.kernel.people.actions import correct_details
from jingwei.kernel.people.belonging_actions import (
    close_stretch,
    end_membership,
    restore_member,
    suspend_member,
)
from jingwei.kernel.people.crossing_actions import at_branch
from jingwei.kernel.people.kinds import Began, Ended, Home
from jingwei.kernel.people.kinds import State as Standing
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.people.rules import Known
from jingwei.kernel.ranges import held
from jingwei.kernel.rulebook.calendar_queries import days
from jingwei.work.membership.standing import rules
from jingwei.work.membership.standing.models import Floating, OfMember
from jingwei.work.membership.standing.rules import Seen

HOSTING = "流动党员双重管理"


def seen_of(person: Person, model: type[OfMember] | None = None) -> Seen:
    """The member as the home side sees the file; two queries, three with ``model``."""
    homes = Membership.everything.filter(person=person, kind=Home.HOME, held__endswith=None)
    home = homes.first()
    ends: tuple[str, ...] = getattr(model, "ENDS", ())
    return Seen(
        is_member=home is not None and home.org_id == person.org_id,
        is_merged=person.merged_into_id is not None,
        is_suspended=home is not None and home.state == Standing.SUSPENDED,
        under_way=model is not None
        and model.everything.filter(person=person).exclude(state__in=ends).exists(),
    )


def person_of(look: Look) -> Person:
    found: Person = Person.everything.get(pk=look.subject.person_id)
    return found


def first_day_after(name: str, since: date) -> date:
    """The day on which a span of the rulebook that began on ``since`` is full."""
    span, _source = clocks.span_of(name, since)
    return spans.term(since, span, days=days()).last


def told_day(look: Look) -> list[Finding]:
    return rules.day_findings(look.said.get("on"), since=look.subject.since, on=look.on)


def still_here(look: Look) -> list[Finding]:
    """May the program end this record? Only where the home is no longer with this branch."""
    row = look.subject
    homes = Membership.everything.filter(
        person_id=row.person_id, org_id=row.org_id, kind=Home.HOME, held__endswith=None
    )
    return rules.gone_findings(homes.exists())


# Floating.


def set_out(look: Look) -> dict[str, Any]:
    """The file says where the member is."""
    _say_place(look, look.subject.place)
    return {"host": bool(look.subject.host_id)}


def take_along(look: Look) -> dict[str, Any]:
    """The member takes part in the life of the host branch from today; the home stays."""
    row = look.subject
    Membership.everything.create(
        person_id=row.person_id, org_id=row.host_id, org_path=row.host_path, kind=Home.HOST,
        category=row.category, held=held(look.on), began=Began.MOVED, basis=HOSTING,
    )  # fmt: skip
    return {}


def contacted(look: Look) -> dict[str, Any]:
    row = look.subject
    row.last_contact_on = look.said["on"]
    row.save(update_fields=["last_contact_on"])
    return {}


def come_home(look: Look) -> dict[str, Any]:
    """Back at the own branch: the host's part ends, the file says no place any more."""
    _end_hosting(look)
    _end(look)
    _say_place(look, "")
    return {}


def end_floating(look: Look) -> dict[str, Any]:
    """The relation itself has gone: the host's part ends too."""
    _end_hosting(look)
    _end(look)
    return {}


def _end_hosting(look: Look) -> None:
    """At the host's branch and nowhere else."""
    row: Floating = look.subject
    if row.host_id is None or row.host_path is None:
        return
    with at_branch(look.by, row.host_path, HOSTING):
        beside = Membership.everything.filter(
            person_id=row.person_id, org_id=row.host_id, kind=Home.HOST, held__endswith=None
        )
        for one in beside:
            close_stretch(one, look.on, ended=Ended.MOVED)


def _say_place(look: Look, place: str) -> None:
    person = person_of(look)
    details = replace(files.details_of(person), floating_to=place)
    correct_details(person=person, details=details, by=look.by, at=look.at, confirmed=True)


def _end(look: Look, on: date | None = None) -> None:
    row = look.subject
    row.ended_on = on or look.on
    row.save(update_fields=["ended_on"])


def end(look: Look) -> dict[str, Any]:
    """The record has ended, on the day that was said or today."""
    _end(look, look.said.get("on"))
    return {}


# Lost contact and abroad.


def searched(look: Look) -> dict[str, Any]:
    row = look.subject
    row.searches += 1
    row.last_search_on = look.said["on"]
    row.save(update_fields=["searches", "last_search_on"])
    return {"searches": row.searches}


def lost_findings(look: Look) -> list[Finding]:
    row = look.subject
    return rules.lost_findings(
        lost_from=first_day_after("lost.months.least", row.since), on=look.on,
        searches=row.searches, least=int(look.number("lost.searches.least")),
        months=int(look.number("lost.months.least")),
    )  # fmt: skip


def state_lost(look: Look) -> dict[str, Any]:
    _say_lost(look, look.subject.since)
    return {}


def _say_lost(look: Look, since: date | None) -> None:
    person = person_of(look)
    lost = Known(since) if since else None
    details = replace(files.details_of(person), lost=lost)
    correct_details(person=person, details=details, by=look.by, at=look.at, confirmed=True)


def suspend(look: Look) -> dict[str, Any]:
    """停止党籍 as decided: the day and the number of the decision stand in the membership."""
    row, on = look.subject, look.said["on"]
    suspend_member(person=person_of(look), on=on, basis=look.said["basis"], by=look.by, at=look.at)
    row.suspended_on = on
    row.save(update_fields=["suspended_on"])
    return {}


def restore(look: Look) -> dict[str, Any]:
    restore_member(
        person=person_of(look), on=look.said["on"], basis=look.said["basis"], by=look.by,
        at=look.at,
    )  # fmt: skip
    _end(look, look.said["on"])
    return {}


def found(look: Look) -> dict[str, Any]:
    """In contact again: the file says nothing of it any more."""
    if person_of(look).lost_since is not None:
        _say_lost(look, None)
    _end(look, look.said["on"])
    return {}


def handing_findings(look: Look) -> list[Finding]:
    since = look.subject.suspended_on
    name = "lost.struck_off.years"
    return rules.handing_findings(
        again_from=first_day_after(name, since) if since else None, on=look.on,
        years=int(look.number(name)),
    )  # fmt: skip


def abroad_findings(look: Look) -> list[Finding]:
    row, name = look.subject, "abroad.suspend.years"
    return rules.abroad_findings(
        kind=row.kind, five_from=first_day_after(name, row.since), on=look.on,
        years=int(look.number(name)),
    )  # fmt: skip


# Leaving.


def meeting_findings(look: Look) -> list[Finding]:
    return rules.leaving_findings(talked_on=look.subject.talked_on, met_on=look.said.get("on"))


def leave(look: Look) -> dict[str, Any]:
    """退党 as approved: the membership ends on the day of the approval."""
    end_membership(
        person=person_of(look), ended=Ended.LEFT, on=look.said["on"], basis=look.said["basis"],
        by=look.by, at=look.at,
    )  # fmt: skip
    _end(look, look.said["on"])
    return {}
