"""How many decisions took effect, by form? Counted without opening one case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope, crossing
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.privacy import sealing
from jingwei.systems.competence.disposition.kinds import Form
from jingwei.systems.competence.disposition.models import Disposition, Outcome

LEAST: Final = 5
"""A cell with fewer is not shown, here as on public pages (RELIABILITY T26)."""


def key_of(case: Disposition) -> bytes:
    found = sealing.index(str(case.public_id), column="disposition_outcome.key")
    assert found is not None  # noqa: S101 - an id is never empty
    return found


def is_sound(case: Disposition) -> bool:
    """Notice with receipt before the vote, a quorum, two hands, served: all in their order."""
    days = (case.informed_on, case.received_on, case.voted_on, case.served_on)
    if None in days or case.present is None or case.entitled is None:
        return False
    in_order = list(days) == sorted(days, key=lambda day: day or date.min)
    two_hands = case.approved_by_id not in (None, case.opened_by_id)
    return in_order and two_hands and 2 * case.present > case.entitled


def keep(case: Disposition, *, on: date, by: Scope, is_lifted: bool = False) -> None:
    """Write or bring up to date the one row of a case; a crossing act to the city's own node."""
    root = case.org_path[: paths.STEP]
    with crossing(by, [case.org_path, root], "处置结果只按全市计数"):
        city = Organisation.everything.get(path=root)
        row, _made = Outcome.everything.get_or_create(
            key=key_of(case),
            defaults={
                "org": city, "org_path": root, "form": case.outcome, "month": on.replace(day=1),
            },
        )  # fmt: skip
        if row.form != case.outcome:
            row.form, row.month = case.outcome, on.replace(day=1)
        row.is_lifted = row.is_lifted or is_lifted
        row.is_sound = is_sound(case)
        row.save()


def drop(case: Disposition, *, by: Scope) -> None:
    """A decision that was withdrawn took no effect."""
    with crossing(by, [case.org_path, case.org_path[: paths.STEP]], "处置结果只按全市计数"):
        Outcome.everything.filter(key=key_of(case)).delete()


@dataclass(frozen=True)
class Line:
    """One year: how many decisions took effect, by form; None: too few to say."""

    year: int
    total: int | None
    forms: tuple[int | None, ...]


def by_year(scope: Scope) -> list[Line]:
    """Decisions in effect, the last year first; of a scope that does not reach the city, none."""
    found: dict[int, dict[str, int]] = {}
    for form, month in Outcome.objects.within(scope).values_list("form", "month"):
        year = found.setdefault(month.year, dict.fromkeys(Form.values, 0))
        year[form] += 1
    return [
        Line(year, *suppressed([forms[form] for form in Form.values]))
        for year, forms in sorted(found.items(), reverse=True)
    ]


def suppressed(
    cells: Iterable[int], least: int = LEAST
) -> tuple[int | None, tuple[int | None, ...]]:
    """Total and cells without those of 1 to 4, and nothing from which one could be worked out.

    A single hidden cell takes the smallest other one with it, or the total where there is none.
    """
    counts = list(cells)
    total: int | None = sum(counts)
    shown: list[int | None] = [None if 0 < one < least else one for one in counts]
    hidden = [at for at, one in enumerate(shown) if one is None]
    if len(hidden) == 1 or (hidden and sum(counts[at] for at in hidden) < least):
        others = [at for at, one in enumerate(shown) if one]
        if others:
            shown[min(others, key=lambda at: counts[at])] = None
        else:
            total = None
    return total, tuple(shown)
