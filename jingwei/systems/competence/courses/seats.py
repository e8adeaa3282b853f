"""How is a seat taken, given back and passed on? Under the lock of the course, one after another.

A learner below asks for a seat of a course above: a crossing act, under the course's part of the
tree and for these rows only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope, crossing
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.people.models import Person
from jingwei.systems.competence.courses import queries, rules
from jingwei.systems.competence.courses.kinds import Seat
from jingwei.systems.competence.courses.models import Course, Enrolment
from jingwei.systems.competence.courses.rules import Asking

GONE = Finding("course.gone", "没有找到这门课，可能已经撤下。")


@contextmanager
def reaching(by: Scope, course: Course, person: Person, why: str) -> Iterator[Scope]:
    """The range that holds both the course and the learner."""
    with crossing(by, [course.org_path, person.org_path], why) as wide:
        yield wide


def enrol(
    *, course: Course, person: Person, by: Scope, at: datetime, anyway: bool = False,
    by_other: bool = False, agreed: bool = True,
) -> Enrolment:  # fmt: skip
    """A seat for a learner, or a place in the waiting list. Raises: Refused.

    ``anyway``: the clash of times was seen. ``by_other``: asked for somebody who agreed.
    """
    with reaching(by, course, person, "报名") as wide:
        row = lock(course)
        today = local_day(at)
        asking = Asking(
            state=row.state, until=row.until, on=today,
            is_asked_already=queries.seat_of(row, person.pk) is not None,
            is_for_here=paths.holds(row.org_path, person.org_path),
            days=queries.days_of(row), mine=queries.chosen_days(person.pk, today), anyway=anyway,
            agreed=agreed,
        )  # fmt: skip
        refuse(rules.asking_findings(asking))
        seat = Seat.ENROLLED if row.taken < row.seats else Seat.WAITING
        made = Enrolment(
            org_id=person.org_id, org_path=person.org_path, course=row, person=person, seat=seat,
            asked_at=at, asked_by_id=by.account_id, by_other=by_other,
        )  # fmt: skip
        made.save(force_insert=True)
        count_seats(row)
        _line("enrol", made, wide, at, by_other=by_other)
        return made


def withdraw(*, enrolment: Enrolment, by: Scope, at: datetime) -> Enrolment:
    """Give a seat back; the first in the waiting list moves up at once. Raises: Refused."""
    with reaching(by, enrolment.course, enrolment.person, "退出") as wide:
        course = lock(enrolment.course)
        row: Enrolment = Enrolment.everything.select_for_update(no_key=True).get(pk=enrolment.pk)
        started = course.first_on is not None and course.first_on <= local_day(at)
        refuse(rules.leave_findings(seat=row.seat, started=started and row.seat == Seat.ENROLLED))
        row.seat, row.left_at = Seat.WITHDRAWN, at
        row.save(update_fields=["seat", "left_at"])
        count_seats(course)
        _line("withdraw", row, wide, at)
        move_up(course, by=wide, at=at)
        return row


def move_up(course: Course, *, by: Scope, at: datetime) -> list[Enrolment]:
    """Seats that are free go to those who wait, in the order in which they asked.

    The caller holds the lock of the course. One line for each who moved.
    """
    moved = []
    free = course.seats - course.taken
    if free > 0 and course.state in ("open", "closed"):
        for row in queries.seats_of(course, Seat.WAITING)[:free]:
            row.seat, row.moved_at = Seat.ENROLLED, at
            row.save(update_fields=["seat", "moved_at"])
            _line("move_up", row, by, at)
            moved.append(row)
    if moved:
        count_seats(course)
    return moved


def lock(course: Course) -> Course:
    """The course's row, locked until the transaction ends. Raises: Refused."""
    row: Course | None = (
        Course.everything.select_for_update(no_key=True, of=("self",))
        .select_related("org").filter(pk=course.pk).first()
    )  # fmt: skip
    if row is None:
        raise Refused(GONE)
    return row


def count_seats(course: Course) -> None:
    """Seats taken and waited for, counted anew from the rows."""
    rows = Enrolment.everything.filter(course=course)
    course.taken = rows.filter(seat=Seat.ENROLLED).count()
    course.waiting = rows.filter(seat=Seat.WAITING).count()
    course.save(update_fields=["taken", "waiting"])


def refuse(found: list[Finding]) -> None:
    if found:
        raise Refused(*found)


def _line(verb: str, row: Enrolment, by: Scope, at: datetime, **facts: object) -> None:
    write_line(
        verb=f"courses.enrolment.{verb}", by=by, at=at, org=row.person.org,
        subject=("enrolment", row.public_id),
        facts={"course": row.course.public_id, "seat": row.seat, **facts},
    )  # fmt: skip
