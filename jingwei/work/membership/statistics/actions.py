"""How is a year's statistics frozen? Once, with its digest in the ledger."""

from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.work.membership.statistics import queries, rules
from jingwei.work.membership.statistics.models import AnnualCount, AnnualReport


def freeze_report(
    *, org: Organisation, year: int, explained: str, by: Scope, at: datetime
) -> AnnualReport:
    """Keep the tables of a year as they are now counted. Raises: Refused."""
    by.require(Duty.MEMBERS_CONFIRM, org.path)
    cells = queries.counted(org, year)
    checked = queries.checks_of(cells, org, year)
    found = rules.freeze_findings(
        year=year, today=local_day(at), explained=explained, founded=org.held.lower,
        frozen=AnnualReport.everything.filter(org=org, year=year).exists(),
        differences=len(rules.unmet(checked)),
    )  # fmt: skip
    if found:
        raise Refused(*found)
    if by.account_id is None:
        raise Refused(Finding("statistics.nobody", "定稿要由人来办，请先登录。", rules.HOUSE))
    row = AnnualReport(
        org=org, org_path=org.path, year=year, cells=cells, checks=[asdict(c) for c in checked],
        digest=queries.digest_of(cells), explained=explained.strip(), frozen_at=at,
        frozen_by_id=by.account_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(
            *rules.freeze_findings(
                year=year,
                today=local_day(at),
                explained="-",
                founded=None,
                frozen=True,
                differences=0,
            )
        ) from twice
    if by.path == org.path:  # counted ahead, it would be older than what is frozen
        ahead = AnnualCount.everything.filter(org=org, about=org, year=year)
        ahead.update(cells=cells, checks=row.checks, counted_at=at)
    write_line(
        verb="statistics.report.freeze", by=by, at=at, org=org,
        subject=("annual_report", row.public_id),
        facts={"year": year, "sha256": row.digest, "members": cells["compared"]["now"]["all"],
               "differences": len(rules.unmet(checked)), "explained": explained.strip()},
    )  # fmt: skip
    return row
