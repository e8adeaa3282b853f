"""Whose is an appeal after two files of one person became one? That of the file that stays."""

from datetime import datetime

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope, crossing
from jingwei.kernel.flows.models import Case
from jingwei.kernel.ledger.reactions import Happened
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.people.models import Person
from jingwei.work.membership.appeals.flows import APPEAL
from jingwei.work.membership.appeals.models import Appeal

VERB = "people.merge.agree"
REASON = "申诉跟着并入后的档案"


def follow(happened: Happened, *, by: Scope, at: datetime) -> None:
    """Appeals lie above the branch of the member, so this is a crossing act. Names, days and words
    stay as they were; done again it finds nothing more to do."""
    if happened.org is None:
        return
    with crossing(by, [happened.org.path[: paths.STEP]], REASON) as wide:
        files = Person.everything.in_bulk(
            [happened.facts["kept"], happened.facts["merged"]], field_name="public_id"
        )
        if len(files) != 2:
            return
        known = {str(key): row for key, row in files.items()}
        kept, gone = known[happened.facts["kept"]], known[happened.facts["merged"]]
        for row in Appeal.everything.filter(person=gone).select_related("org"):
            row.person = kept
            row.save(update_fields=["person"])
            cases = Case.everything.filter(flow=APPEAL.code, subject=row.public_id)
            cases.update(person_id=kept.pk)
            write_line(
                verb="membership.appeal.follow", by=wide, at=at, org=row.org,
                subject=(APPEAL.thing, row.public_id),
                facts={"kept": str(kept.public_id), "merged": str(gone.public_id)},
            )  # fmt: skip
