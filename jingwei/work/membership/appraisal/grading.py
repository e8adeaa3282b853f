"""What changes on the lines of a round when a step is taken? No more than the step says."""

from datetime import date, datetime

from django.db.models import F

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.ledger.record import write_line
from jingwei.work.membership.appraisal.models import Appraisal, Objection, Round

GRADED = ("appraisal.line.propose", "appraisal.line.regrade")


def tell_all(round_: Round, told_on: date) -> int:
    """The day on which each was told the own result; grades are not touched."""
    return int(Appraisal.everything.filter(round=round_).update(told_on=told_on))


def regrade(objection: Objection, grade: str, reason: str, by: Scope, at: datetime) -> None:
    """One member's grade is changed in answer to the objection; the line names what it corrects."""
    row: Appraisal = (
        Appraisal.everything.select_for_update(no_key=True, of=("self",))
        .select_related("org").get(pk=objection.line_id)
    )  # fmt: skip
    before = row.grade
    row.grade, row.reason = grade, reason[:300]
    row.proposed_at, row.proposed_by_id = at, by.account_id
    row.version = F("version") + 1
    row.save()
    write_line(
        verb="appraisal.line.regrade", by=by, at=at, org=row.org,
        subject=("appraisal", row.public_id), facts={},
        values={"before": before, "grade": grade, "reason": reason}, corrects=last_line(row),
    )  # fmt: skip


def last_line(row: Appraisal) -> int | None:
    """The ledger line with which the present grade was proposed."""
    rows = Entry.everything.filter(
        subject="appraisal", subject_id=str(row.public_id), verb__in=GRADED
    )
    found: int | None = rows.order_by("-id").values_list("pk", flat=True).first()
    return found
