"""At which station was what asked, and was it answered in time? Reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.rulebook.queries import value_of
from jingwei.systems.public_benefit.network.models import Station
from jingwei.work.matters import queries as matters
from jingwei.work.matters import stations
from jingwei.work.matters.door import as_public
from jingwei.work.matters.handed import Petition

YEAR = timedelta(days=365)
SHOWN = """
SELECT s.public_id, s.name, u.public_id FROM station s LEFT JOIN unit u ON u.id = s.unit_id
WHERE s.public_id = %s
"""


@dataclass(frozen=True)
class Asked:
    """What was asked at a station in a year: how many, how many of them were answered, in time."""

    asked: int = 0
    answered: int = 0
    in_time: int = 0
    least: int = 0

    @property
    def share(self) -> str:
        """In percent; empty over fewer answers than a share may be told of."""
        if not self.answered or self.answered < self.least:
            return ""
        return f"{self.in_time / self.answered:.1%}"


def asked_at(scope: Scope, rows: Iterable[Station], on: date) -> dict[UUID, Asked]:
    """By public id of these stations, of the year up to a day; one query, and the rulebook's.

    Only matters in sight; what went to the petition system counts there.
    """
    ids = [row.public_id for row in rows]
    handed = Exists(Petition.objects.filter(matter=OuterRef("pk")))
    seen = matters.in_sight(scope).filter(
        ~handed, station__in=ids, received_on__gt=on - YEAR, received_on__lte=on
    )
    counted = seen.order_by().values("station").annotate(
        n=Count("id"), answered=Count("id", filter=Q(answered_on__isnull=False)),
        in_time=Count("id", filter=Q(answered_in_time=True)),
    )  # fmt: skip
    least = int(value_of("figures.denominator.least", on))
    found = {
        one["station"]: Asked(one["n"], one["answered"], one["in_time"], least) for one in counted
    }
    return {public_id: found.get(public_id, Asked(least=least)) for public_id in ids}


def within(scope: Scope, public_id: UUID) -> stations.Station | None:
    """The station of an id in sight, open or not."""
    row = Station.objects.within(scope).select_related("unit").filter(public_id=public_id).first()
    if row is None:
        return None
    is_open = row.held.upper is None or row.held.upper > timezone.localdate()
    place = row.unit.public_id if row.unit else None
    return stations.Station(row.public_id, row.name, place, is_open)


def shown(public_id: UUID) -> stations.Station | None:
    """The open station of an id, as ``jw_public`` reads it."""
    with as_public() as cursor:
        cursor.execute(SHOWN, [public_id])
        row = cursor.fetchone()
    return stations.Station(*row) if row else None
