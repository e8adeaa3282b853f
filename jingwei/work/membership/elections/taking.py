"""What else changes with a step? A postponement, approved names, a new sitting, filled posts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jingwei.kernel.flows.look import Look
from jingwei.kernel.orgs.queries import term_years
from jingwei.kernel.orgs.tie_actions import begin_term
from jingwei.kernel.people.kinds import Title
from jingwei.kernel.people.models import Person, Position, Post
from jingwei.kernel.people.post_actions import appoint, close_post, open_post, relieve
from jingwei.work.membership.elections import queries, rules
from jingwei.work.membership.elections.kinds import Office, State
from jingwei.work.membership.elections.models import Candidate, Election, Tally

BODY = (
    Title.SECRETARY, Title.DEPUTY, Title.ORGANISATION, Title.PUBLICITY, Title.DISCIPLINE,
    Title.UNITED_FRONT, Title.YOUTH, Title.MEMBER,
)  # fmt: skip
BASIS = "换届选举"


def agree(look: Look) -> Mapping[str, Any]:
    """A plan for a day after the end of the term is agreed to as a postponement."""
    row: Election = look.subject
    if row.due_on is None or row.planned_on <= row.due_on:
        return {"planned_on": row.planned_on}
    _set(row, postponed_to=row.planned_on)
    return {"planned_on": row.planned_on, "postponed_to": row.planned_on}


def postpone(look: Look) -> Mapping[str, Any]:
    row: Election = look.subject
    until: date = look.said["until"]
    late = row.due_on is not None and until > row.due_on
    _set(row, postponed_to=until if late and row.state not in (State.PLANNING, State.ASKED)
         else row.postponed_to)  # fmt: skip
    return {"due_on": row.due_on}


def approve_names(look: Look) -> Mapping[str, Any]:
    rows = Candidate.everything.filter(election=look.subject).exclude(office=Office.DELEGATE)
    return {"candidates": rows.update(is_approved=True)}


def adjourn(look: Look) -> Mapping[str, Any]:
    """Nothing of this sitting counts; the next one is ticked anew."""
    row: Election = look.subject
    _set(row, sitting=row.sitting + 1, held_on=None, present=[], entitled=[])
    return {"sitting": row.sitting}


def fill_posts(look: Look) -> Mapping[str, Any]:
    """The elected hold their posts from the day of the election; who held them before is relieved.

    Each change of a post writes its own line, on the person's file.
    """
    row: Election = look.subject
    on = row.held_on or look.on
    due_on = rules.years_from(on, term_years(row.org, on))
    by, at = look.by, look.at
    begin_term(org=row.org, on=on, due_on=due_on, by=by, at=at, basis=BASIS)
    _relieve_all(row, on, look)
    free = list(
        Post.everything.filter(org=row.org, title__in=BODY, held__endswith=None)
        .order_by("title", "seat")
    )  # fmt: skip
    people = elected_titles(row)
    for person, title in people:
        post = next((one for one in free if one.title == title), None)
        if post is None:
            post = open_post(org=row.org, title=title, on=on, by=by, at=at)
        else:
            free.remove(post)
        appoint(post=post, person=person, on=on, by=by, at=at, due_on=due_on, basis=BASIS)
    if not row.open_seats_reason:
        for post in free:
            if post.held.lower is not None and post.held.lower < on:
                close_post(post=post, on=on, by=by, at=at)
    return {"posts": len(people), "from": on, "due_on": due_on}


def elected_titles(row: Election) -> list[tuple[Person, str]]:
    """Each elected person once, with the post they are to hold: heads first."""
    found: dict[int, tuple[Person, str]] = {}
    for office, title in (
        (Office.SECRETARY, Title.SECRETARY), (Office.DEPUTY, Title.DEPUTY), (Office.COMMITTEE, ""),
    ):  # fmt: skip
        for one in queries.elected_of(row, office):
            if one.person is not None:
                found.setdefault(one.person.pk, (one.person, title or _title(one)))
    return list(found.values())


def _title(one: Tally) -> str:
    return one.title or Title.MEMBER.value


def _relieve_all(row: Election, on: date, look: Look) -> None:
    """Holders of the old body leave their seats on the day; one who began that day stays out."""
    holders = Position.everything.filter(
        org=row.org, post__title__in=BODY, held__endswith=None
    ).select_related("post", "org")
    for holder in holders:
        relieve(position=holder, on=on, by=look.by, at=look.at, basis=BASIS)


def _set(row: Election, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=sorted(values))
