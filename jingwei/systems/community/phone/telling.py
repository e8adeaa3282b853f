"""What does the phone get to keep for hours without a signal? Places, and today without words.

Nothing of a resident is in it: of a matter only where it is, of what kind, and by when; the few
words only where the same worker typed them.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.shell import words
from jingwei.systems.community.grids.models import Grid
from jingwei.systems.community.phone.queries import Job, Places


def kept(
    scope: Scope, day: date, grids: Sequence[Grid], jobs: Sequence[Job], places: Places
) -> dict[str, Any]:
    """Plain values for ``json_script``."""
    return {
        "who": str(scope.account_id), "day": words.day_words(day, day),
        "grids": [one.name for one in grids], "jobs": [_job(one) for one in jobs],
        "places": [
            *({"id": f"b:{one.public_id}", "name": one.name, "note": grid, "mine": mine,
               "at": one.point} for one, grid, mine in places.buildings),
            *({"id": f"c:{one.public_id}", "name": one.name, "note": "", "mine": False, "at": None}
              for one in places.communities),
        ],
    }  # fmt: skip


def _job(job: Job) -> dict[str, Any]:
    row = job.matter
    place = job.building.name if job.building else row.place.name if row.place else ""
    return {
        "id": str(row.public_id), "kind": row.get_kind_display(), "where": place,
        "due": words.day_words(job.due_on, job.on) if job.due_on else "",
        "late": job.is_late, "state": row.state, "version": job.version,
        "title": row.title if job.is_own else "",
        "spot": row.spot if job.is_own else "", "asks": job.asks,
    }  # fmt: skip
