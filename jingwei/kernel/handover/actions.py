"""How does a holder begin to hand a post over?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import begin_case, take_step
from jingwei.kernel.handover import queries, rules
from jingwei.kernel.handover.flows import HANDOVER
from jingwei.kernel.handover.models import Handover
from jingwei.kernel.orgs.models import Organisation


def offer_handover(
    *, notes: str, local: Mapping[str, Any] | None = None, by: Scope, at: datetime
) -> Handover:
    """List what is open under the acting post and offer it to whoever takes the post over.
    ``local``: answers to the local checklists of this step.

    Raises: Refused without a post, or while a handover of this post is under way.
    """
    found = rules.begin_findings(
        has_post=by.grant_id is not None and by.org_id is not None,
        is_open=queries.handover_under_way(by) is not None,
    )
    if found:
        raise Refused(*found)
    org = Organisation.everything.select_for_update(of=("self",)).get(pk=by.org_id)
    by.require(Duty.ORGS_SEE, org.path)
    with transaction.atomic():
        row = Handover(
            org=org, org_path=org.path, role=by.role, from_account_id=by.account_id or 0
        )  # fmt: skip
        row.save(force_insert=True)
        said = {**(local or {}), "notes": notes}
        begin_case(flow=HANDOVER, subject=row, by=by, at=at)
        take_step(flow=HANDOVER, subject=row, verb="offer", said=said, by=by, at=at)
        row.refresh_from_db()
        return row
