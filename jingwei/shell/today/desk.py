"""Which heap does a thing go on: today, the next days, or the calendar?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from jingwei.kernel.register import Concern
from jingwei.shell import words

NEXT_DAYS = timedelta(days=14)
DATES = 6


@dataclass(frozen=True)
class Task:
    """One line of the desk: when, in shape, word and colour; what; why; one verb."""

    concern: Concern
    kind: str
    when: str


@dataclass
class Desk:
    today: list[Task] = field(default_factory=list)
    next_days: list[Task] = field(default_factory=list)
    later: list[Task] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.today) + len(self.next_days) + len(self.later)


def sorted_out(found: Iterable[Concern], day: date) -> Desk:
    """The nearest first; what has no deadline stands at the end of the next days."""
    desk = Desk()
    for concern in sorted(found, key=lambda one: (one.due_on or date.max, one.title)):
        due = concern.due_on
        task = Task(concern, *_when(due, day))
        if due is not None and due <= day:
            desk.today.append(task)
        elif due is None or due <= day + NEXT_DAYS:
            desk.next_days.append(task)
        else:
            desk.later.append(task)
    return desk


def _when(due: date | None, day: date) -> tuple[str, str]:
    if due is None:
        return "mute", _("不限时")
    if due < day:
        return "bad", _("超期{n}天").format(n=(day - due).days)
    if due == day:
        return "warn", _("今天")
    return "due", words.day_words(due, day)
