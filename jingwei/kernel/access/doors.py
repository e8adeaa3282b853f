"""How often was this door tried in vain, and how long must one wait before trying again?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from jingwei.kernel.access import rules
from jingwei.kernel.access.codes import digest
from jingwei.kernel.access.models import Attempt

KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Doors:
    """The two counters of one try. Somebody on a device that signed in before has a counter of
    their own, so that strangers who try the same login elsewhere do not keep them out."""

    login: str
    address: str

    @classmethod
    def of(cls, login: str, *, address: str, device: str = "") -> "Doors":
        """``device`` is the secret of a device known to this login, else empty."""
        return cls(digest(f"{login}|{device}", "door"), digest(address, "address"))


def policy() -> rules.Policy:
    """What this installation asks of passwords and of those who mistype them."""
    return rules.POLICIES[settings.JINGWEI_PASSWORDS]


def seconds_to_wait(doors: Doors, *, at: datetime) -> int:
    """How long to wait before the next try; 0 lets it through.

    Locks the login's counter until the transaction ends: a thousand tries at once are counted
    one after the other.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO attempt (door, failures, last_at) VALUES (%s, 0, %s)"
            " ON CONFLICT (door) DO UPDATE SET failures = attempt.failures"
            " RETURNING failures, last_at",
            [doors.login, at],
        )
        failures, last_at = cursor.fetchone()
    wait = rules.seconds_to_wait(failures, last_at, at=at, policy=policy())
    tries = Attempt.objects.filter(door=doors.address).values_list("failures", "last_at").first()
    if tries and rules.address_level(*tries, at=at) >= rules.ADDRESS_FREE:
        wait = max(wait, rules.ADDRESS_EASE)
    return wait


def count_failure(doors: Doors, *, at: datetime) -> None:
    """One more try in vain at both doors."""
    for door, left in ((doors.login, rules.failures_left), (doors.address, rules.address_level)):
        row, _ = Attempt.objects.select_for_update().get_or_create(
            door=door, defaults={"last_at": at}
        )
        row.failures, row.last_at = left(row.failures, row.last_at, at=at) + 1, at
        row.save(update_fields=["failures", "last_at"])


def forget(doors: Doors, *, at: datetime) -> None:
    """The right person came in: their own counter starts anew; the address keeps its own."""
    Attempt.objects.filter(door=doors.login).delete()
    Attempt.objects.filter(last_at__lt=at - KEPT).delete()
