"""Which pilots are in sight, and what was tried in them?"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from jingwei.kernel.access.scope import Scope
from jingwei.systems.competence.disposition.kinds import LOCAL_STEPS, Phase
from jingwei.systems.competence.disposition.models import LocalStep, Pilot, Trial


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
