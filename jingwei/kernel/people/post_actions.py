"""How are seats opened, filled, vacated and closed?"""

from datetime import date, datetime

from django.db.models import Max

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.ledger.record import image_of, write_line
from jingwei.kernel.orgs.actions import lock_organisation
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people import files
from jingwei.kernel.people import post_rules as rules
from jingwei.kernel.people.files import lock_person, refuse
from jingwei.kernel.people.kinds import Title
from jingwei.kernel.people.models import Person, Position, Post
from jingwei.kernel.ranges import closed, held


def open_post(*, org: Organisation, title: str, on: date, by: Scope, at: datetime) -> Post:
    """A seat that ought to be filled from ``on``; the next number of its title."""
    by.require(Duty.ORGS_CHANGE, org.path)
    org = lock_organisation(org, None)
    refuse(
        rules.opening_findings(
            title_known=title in Title.values, org_open=org.is_open, founded=org.held.lower,
            on=on, today=local_day(at),
        )
    )  # fmt: skip
    last = Post.everything.filter(org=org, title=title).aggregate(last=Max("seat"))["last"]
    post: Post = Post.everything.create(
        org=org, org_path=org.path, title=title, seat=(last or 0) + 1, held=held(on)
    )
    write_line(
        verb="people.post.open", by=by, at=at, org=org, subject=("post", post.public_id),
        facts={"title": title, "seat": post.seat, "from": on}, made=[post],
    )  # fmt: skip
    return post


def close_post(*, post: Post, on: date, by: Scope, at: datetime) -> Post:
    """The seat is no longer to be filled; it must be vacant."""
    by.require(Duty.ORGS_CHANGE, post.org_path)
    post = _lock_post(post)
    taken, free_from = _occupied(post)
    refuse(
        rules.closing_findings(
            is_open=post.held.upper is None, since=post.held.lower, on=on, today=local_day(at),
            taken=taken, free_from=free_from,
        )
    )  # fmt: skip
    before = image_of(post)
    post.held = closed(post.held, on)
    post.save(update_fields=["held"])
    write_line(
        verb="people.post.close", by=by, at=at, org=post.org, subject=("post", post.public_id),
        facts={"title": post.title, "seat": post.seat, "from": on}, before=[before],
    )  # fmt: skip
    return post


def appoint(
    *,
    post: Post,
    person: Person,
    on: date,
    by: Scope,
    at: datetime,
    due_on: date | None = None,
    basis: str = "",
) -> Position:
    """``person`` holds the seat from ``on``; ``due_on`` is the end of the term.

    Secretary and deputy are for the superior to confirm, so a branch cannot appoint its own.
    """
    _may_fill(by, post)
    post, person = _lock_post(post), lock_person(person)
    _may_fill(by, post)
    taken, free_from = _occupied(post)
    refuse(
        rules.appointing_findings(
            post_open=post.held.upper is None, since=post.held.lower, free_from=free_from,
            taken=taken, on=on, today=local_day(at), due_on=due_on,
            is_member=files.home_of(person) is not None, merged=person.merged_into_id is not None,
        )
    )  # fmt: skip
    position: Position = Position.everything.create(
        org=post.org, org_path=post.org_path, post=post, person=person, name=person.name,
        held=held(on), due_on=due_on,
    )  # fmt: skip
    write_line(
        verb="people.position.appoint", by=by, at=at, org=post.org,
        subject=("person", person.public_id),
        facts={"title": post.title, "seat": post.seat, "org": post.org.code, "from": on,
               "due_on": due_on, "basis": basis},
        made=[position],
    )  # fmt: skip
    return position


def relieve(*, position: Position, on: date, by: Scope, at: datetime, basis: str = "") -> Position:
    """The holder leaves the seat; ``on`` is the first day on which it is vacant."""
    post = position.post
    _may_fill(by, post)
    position = Position.everything.select_for_update(of=("self",)).get(pk=position.pk)
    _may_fill(by, post)
    refuse(
        rules.relieving_findings(
            is_open=position.held.upper is None, since=position.held.lower, on=on,
            today=local_day(at),
        )
    )  # fmt: skip
    before = image_of(position)
    position.held = closed(position.held, on)
    position.save(update_fields=["held"])
    facts = {"title": post.title, "seat": post.seat, "org": position.org.code, "from": on,
             "basis": basis}  # fmt: skip
    # The holder's file may lie elsewhere, out of sight; then the line is about the seat.
    holder = Person.everything.filter(pk=position.person_id).first()
    subject = ("person", holder.public_id) if holder else ("post", post.public_id)
    write_line(
        verb="people.position.relieve", by=by, at=at, org=position.org, subject=subject,
        facts=facts, values=None if holder else {"name": position.name}, before=[before],
    )  # fmt: skip
    return position


def _may_fill(by: Scope, post: Post) -> None:
    duty = Duty.ORGS_CHANGE if post.title in rules.HEADS else Duty.MEMBERS_CHANGE
    by.require(duty, post.org_path)


def _lock_post(post: Post) -> Post:
    found: Post = (
        Post.everything.select_for_update(of=("self",)).select_related("org").get(pk=post.pk)
    )
    return found


def _occupied(post: Post) -> tuple[bool, date | None]:
    """Is the seat taken without an end, and from which day is it free after the last holder?"""
    holders = Position.everything.filter(post=post).values_list("held", flat=True)
    stretches = list(holders)
    ends = [stretch.upper for stretch in stretches if stretch.upper is not None]
    return any(stretch.upper is None for stretch in stretches), max(ends, default=None)
