"""What else changes with a step of a union? The next look at it, its review, the signatures."""

from datetime import date

from jingwei.kernel.flows.look import Look
from jingwei.kernel.rulebook.calendar import add_months
from jingwei.systems.public_benefit.unions.models import UnionParty, UnionReview


def begin(look: Look) -> None:
    """It runs from today; a union that was signed anew keeps its first day."""
    row = look.subject
    row.begun_on = row.begun_on or look.on
    row.review_due_on = _next(look)
    row.save(update_fields=["begun_on", "review_due_on"])


def go_on(look: Look) -> None:
    look.subject.review_due_on = _next(look)
    look.subject.save(update_fields=["review_due_on"])


def review(look: Look) -> None:
    """The words stand where every party reads them; the case is the lead's alone."""
    row, said = look.subject, look.said
    UnionReview.everything.create(
        org=row.org, org_path=row.org_path, union=row, on=look.on, gained=said["gained"],
        lacking=said.get("lacking") or "",
    )  # fmt: skip


def renew(look: Look) -> None:
    """Another period binds nobody who has not agreed to it."""
    row = look.subject
    row.signed_on = row.review_due_on = None
    row.save(update_fields=["signed_on", "review_due_on"])
    parties = UnionParty.everything.filter(union=row)
    parties.exclude(org=row.org_id).update(signed_on=None, signed_by=None)
    parties.filter(org=row.org_id).update(signed_on=look.on, signed_by=look.by.account_id)


def _next(look: Look) -> date:
    months = int(look.number("unions.review.months"))
    last: date = look.subject.ends_on
    return min(add_months(look.on, months), last)
