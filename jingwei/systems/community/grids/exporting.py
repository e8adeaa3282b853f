"""What leaves only with a reason? The names of those who agreed to be asked in a stairwell."""

from datetime import datetime

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.privacy.reveal import REASONS
from jingwei.shell import words as said
from jingwei.systems.community.grids import queries, rules
from jingwei.systems.community.grids.models import Community, Contact


def take_contacts(
    *, community: Community, reason: str, words: str, by: Scope, at: datetime
) -> tuple[list[Contact], str]:
    """The contacts of a community, and the words that the file bears; one line of the ledger.

    Names only: full numbers leave by the export of the register, with its second person.
    Raises: Refused.
    """
    by.require(Duty.MEMBERS_EXPORT, community.org_path)
    by.require(Duty.MEMBERS_SEE, community.org_path)
    found = rules.taking_findings(reason=reason, known=tuple(REASONS), words=words)
    if found:
        raise Refused(*found)
    rows = list(queries.contacts_in(community, local_day(at)))
    write_line(
        verb="grids.contacts.take", by=by, at=at, org=community.org,
        subject=("community", community.public_id),
        facts={"count": len(rows), "reason_given": reason},
        values={"words": words.strip()} if words.strip() else None,
    )  # fmt: skip
    why = f"{REASONS[reason]} {words.strip()}".strip()
    return rows, _("{who}（{post}）{at}导出{n}名，用于：{why}。用完删除，不得转发。").format(
        who=by.account_name, post=by.title, at=said.moment(at), n=len(rows), why=why
    )
