"""What are the fifteen local steps called here, and which are done? Beside the procedure."""

from datetime import date
from typing import Any

from jingwei.systems.competence.disposition import queries
from jingwei.systems.competence.disposition.kinds import LOCAL_STEPS, Phase
from jingwei.systems.competence.disposition.models import Disposition, LocalStep


def names_for(path: str, on: date) -> dict[tuple[str, int], str]:
    """Phase and position -> the name of the nearest organisation in sight that has one, else
    ours."""
    found = {
        (phase.value, at): str(label)
        for phase, labels in LOCAL_STEPS.items()
        for at, label in enumerate(labels, 1)
    }
    rows = LocalStep.everything.filter(held__contains=on).order_by("org_path", "id")
    for row in rows:
        if path.startswith(row.org_path):
            found[row.phase, row.position] = row.label
    return found


def phases(case: Disposition, on: date) -> list[dict[str, Any]]:
    """Three phases of five steps, each with the day on which it was done."""
    names, ticks = names_for(case.org_path, on), queries.ticks_of(case)
    return [
        {
            "phase": phase.value, "label": phase.label,
            "steps": [
                {"position": at, "label": tick.label if tick else names[phase.value, at],
                 "tick": tick}
                for at in range(1, 6)
                for tick in [ticks.get((phase.value, at))]
            ],
        }
        for phase in Phase
    ]  # fmt: skip
