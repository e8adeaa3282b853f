"""How do terms, ties and contacts of an organisation change? Each with its line."""

from datetime import date, datetime

from jingwei.kernel.access import paths
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs import remains, tie_rules
from jingwei.kernel.orgs.actions import (
    end_stretch,
    lock_organisation,
    lock_tree,
    refuse,
    save_organisation,
)
from jingwei.kernel.orgs.kinds import EdgeKind
from jingwei.kernel.orgs.models import Edge, Organisation, Term, Unit
from jingwei.kernel.orgs.queries import term_years
from jingwei.kernel.ranges import held
from jingwei.kernel.rulebook.codes import phones


def begin_term(
    *,
    org: Organisation,
    on: date,
    due_on: date,
    by: Scope,
    at: datetime,
    basis: str = "",
    version: int | None = None,
) -> Term:
    """A newly elected body begins; the term before ends with that day at the latest."""
    by.require(Duty.ORGS_CHANGE, org.path)
    org = lock_organisation(org, version)
    last: Term | None = remains.own(Term, org).order_by("-held").first()
    seen = tie_rules.TermSeen(
        on=on, due_on=due_on, years=term_years(org, on), kind=org.kind, since=org.held.lower,
        last_began=last.held.lower if last else None, is_open=org.is_open, basis=basis,
    )  # fmt: skip
    refuse(tie_rules.term_findings(seen, today=local_day(at)))
    if last is not None and (last.held.upper is None or last.held.upper > on):
        end_stretch(last, on)
    term: Term = Term.everything.create(
        org=org, org_path=org.path, held=held(on, due_on), due_on=due_on
    )
    save_organisation(org, at)
    write_line(
        verb="orgs.organisation.begin_term", by=by, at=at, org=org,
        subject=("organisation", org.code), facts={"from": on, "due_on": due_on, "basis": basis},
    )  # fmt: skip
    return term


def end_term(
    *, org: Organisation, on: date, basis: str, by: Scope, at: datetime, version: int | None = None
) -> Organisation:
    """A term ends before its day and no new one begins."""
    by.require(Duty.ORGS_CHANGE, org.path)
    org = lock_organisation(org, version)
    last: Term | None = remains.own(Term, org).order_by("-held").first()
    runs = last is not None and (last.held.upper is None or last.held.upper > on)
    since = last.held.lower if last and runs else None
    refuse(
        tie_rules.ending_findings(
            on=on, today=local_day(at), since=since, none=tie_rules.NO_TERM, basis=basis
        )
    )
    end_stretch(last, on)
    save_organisation(org, at)
    write_line(
        verb="orgs.organisation.end_term", by=by, at=at, org=org,
        subject=("organisation", org.code), facts={"from": on, "basis": basis},
    )  # fmt: skip
    return org


def edit_contact(
    *,
    org: Organisation,
    contact: str,
    phone: str,
    by: Scope,
    at: datetime,
    version: int | None = None,
) -> Organisation:
    """Whom to call. The values stand in the line's erasable detail, not in the line."""
    by.require(Duty.ORGS_CHANGE, org.path)
    org = lock_organisation(org, version)
    contact, phone = contact.strip(), phones.normal(phone)
    before = {"contact": org.contact, "phone": org.phone}
    refuse(
        tie_rules.contact_findings(
            is_open=org.is_open, same=before == {"contact": contact, "phone": phone},
            contact=contact,
            phone_ok=not phone or phones.is_mobile(phone) or phones.landline(phone) is not None,
        )
    )  # fmt: skip
    org.contact, org.phone = contact, phone
    save_organisation(org, at, "contact", "phone")
    write_line(
        verb="orgs.organisation.edit_contact", by=by, at=at, org=org,
        subject=("organisation", org.code),
        values={"before": before, "contact": contact, "phone": phone},
    )  # fmt: skip
    return org


def tie_unit(
    *,
    org: Organisation,
    unit: Unit | None,
    situation: str,
    by: Scope,
    at: datetime,
    version: int | None = None,
) -> Organisation:
    """Say in which unit an organisation is set up (所在单位情况)."""
    by.require(Duty.ORGS_CHANGE, org.path)
    org = lock_organisation(org, version)
    refuse(
        tie_rules.unit_findings(
            is_open=org.is_open, same=(org.unit_id, org.situation) == (unit and unit.pk, situation),
            unit_open=unit is None or unit.held.upper is None,
        )
    )  # fmt: skip
    org.unit, org.situation = unit, situation
    save_organisation(org, at, "unit", "situation")
    write_line(
        verb="orgs.organisation.tie_unit", by=by, at=at, org=org,
        subject=("organisation", org.code),
        facts={"unit": unit.public_id if unit else "", "unit_name": unit.name if unit else "",
               "situation": situation},
    )  # fmt: skip
    return org


def begin_dual(
    *, org: Organisation, host: Organisation, on: date, basis: str, by: Scope, at: datetime
) -> Edge:
    """``host`` manages ``org`` beside its superior from a day on; affiliation stays as it is.

    The acting post stands above both, so this is no crossing act.
    """
    by.require(Duty.ORGS_CHANGE, org.path)
    by.require(Duty.ORGS_CHANGE, host.path)
    lock_tree()
    org, host = lock_organisation(org, None), lock_organisation(host, None)
    leads = remains.leading_edge(org)
    starts = [one.held.lower for one in (org, host) if one.held.lower is not None]
    refuse(
        tie_rules.dual_findings(
            on=on, today=local_day(at), same=org.pk == host.pk,
            is_superior=leads is not None and leads.host_id == host.pk,
            below=org.pk != host.pk and paths.holds(org.path, host.path),
            already=_dual(org, host, held(on)) is not None,
            both_open=org.is_open and host.is_open, since=max(starts, default=None), basis=basis,
        )
    )  # fmt: skip
    edge: Edge = Edge.everything.create(
        org=org, org_path=org.path, host=host, host_path=host.path,
        kind=EdgeKind.DUAL_MANAGES, held=held(on), basis=basis,
    )  # fmt: skip
    write_line(
        verb="orgs.organisation.begin_dual", by=by, at=at, org=org,
        subject=("organisation", org.code),
        facts={"manager": host.code, "manager_name": host.name, "from": on, "basis": basis},
    )  # fmt: skip
    return edge


def end_dual(
    *, org: Organisation, host: Organisation, on: date, basis: str, by: Scope, at: datetime
) -> Edge:
    """The second manager's part ends with a day."""
    by.require(Duty.ORGS_CHANGE, org.path)
    by.require(Duty.ORGS_CHANGE, host.path)
    org = lock_organisation(org, None)
    edge = _dual(org, host, held(None, None), still=True)
    refuse(
        tie_rules.ending_findings(
            on=on, today=local_day(at), since=edge.held.lower if edge else None,
            none=tie_rules.NO_DUAL, basis=basis,
        )
    )  # fmt: skip
    assert edge is not None  # noqa: S101 - refused above
    end_stretch(edge, on)
    write_line(
        verb="orgs.organisation.end_dual", by=by, at=at, org=org,
        subject=("organisation", org.code),
        facts={"manager": host.code, "manager_name": host.name, "from": on, "basis": basis},
    )  # fmt: skip
    return edge


def _dual(
    org: Organisation, host: Organisation, stretch: object, *, still: bool = False
) -> Edge | None:
    rows = Edge.everything.filter(
        org=org, host=host, kind=EdgeKind.DUAL_MANAGES, held__overlap=stretch
    )
    if still:
        rows = rows.filter(held__endswith=None)
    found: Edge | None = rows.order_by("-held").first()
    return found
