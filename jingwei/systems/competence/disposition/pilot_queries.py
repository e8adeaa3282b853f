"""Which pilots are in sight, and what was tried in them?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope, crossing
from jingwei.systems.competence.disposition.kinds import LOCAL_STEPS, Kept, Phase
from jingwei.systems.competence.disposition.models import Adoption, LocalStep, Pilot, Trial


def pilots(scope: Scope, *, field: str = "") -> QuerySet[Pilot]:
    found = Pilot.objects.within(scope).select_related("org")
    return found.filter(field=field) if field else found


def pilot(scope: Scope, public_id: UUID) -> Pilot | None:
    return pilots(scope).filter(public_id=public_id).first()


def trials_of(pilot: Pilot) -> list[Trial]:
    return list(Trial.everything.filter(pilot=pilot).order_by("-began_on", "-id"))


def trial(scope: Scope, public_id: UUID) -> Trial | None:
    rows = Trial.objects.within(scope).select_related("org", "pilot")
    return rows.filter(public_id=public_id).first()


def practices() -> QuerySet[Trial]:
    """What pilots of the whole city tried and keep, the last first, with how many units use it.

    Ask inside :func:`city_wide`: practices are there to be taken up elsewhere, and name nobody.
    """
    using = Adoption.everything.filter(trial=OuterRef("pk"), held__upper_inf=True)
    counted = using.order_by().values("trial").annotate(n=Count("pk")).values("n")
    rows = Trial.everything.filter(kept=Kept.KEPT).select_related("org", "pilot")
    return rows.annotate(used_by=Coalesce(Subquery(counted), 0))


@contextmanager
def city_wide(by: Scope) -> Iterator[Scope]:
    """A crossing act over the city, to read practices that were kept and who uses them."""
    with crossing(by, [by.path, by.path[: paths.STEP]], "看全市保留推广的做法") as wide:
        yield wide


def practice(by: Scope, public_id: UUID) -> Trial | None:
    """One of them, wherever in the city it was tried."""
    with city_wide(by):
        return practices().filter(public_id=public_id).first()


def adoptions(scope: Scope) -> QuerySet[Adoption]:
    """What units in sight took up, whether it is used or was stopped."""
    return Adoption.objects.within(scope).select_related("org")


def adoption(scope: Scope, public_id: UUID) -> Adoption | None:
    return adoptions(scope).filter(public_id=public_id).first()


def names_at(path: str, on: date) -> list[dict[str, Any]]:
    """The fifteen names at an organisation: its own, those of the nearest above in sight, ours."""
    found: dict[tuple[str, int], tuple[str, bool]] = {
        (phase.value, at): (str(label), False)
        for phase, labels in LOCAL_STEPS.items()
        for at, label in enumerate(labels, 1)
    }
    for row in LocalStep.everything.filter(held__contains=on).order_by("org_path", "id"):
        if path.startswith(row.org_path):
            found[row.phase, row.position] = (row.label, True)
    return [
        {
            "phase": phase.value, "label": phase.label,
            "steps": [
                {"position": at, "label": found[phase.value, at][0],
                 "local": found[phase.value, at][1]}
                for at in range(1, 6)
            ],
        }
        for phase in Phase
    ]  # fmt: skip
