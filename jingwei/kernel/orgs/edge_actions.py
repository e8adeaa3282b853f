"""How do two organisations come to be tied, and how does a tie end? Any kind but affiliation."""

from datetime import date, datetime

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs import remains, tie_actions, tie_rules
from jingwei.kernel.orgs.actions import end_stretch, lock_organisation, lock_tree, refuse
from jingwei.kernel.orgs.kinds import MUTUAL, TIED_BY_HAND, EdgeKind
from jingwei.kernel.orgs.models import Edge, Organisation
from jingwei.kernel.ranges import held


def tie_organisations(
    *,
    org: Organisation,
    host: Organisation,
    kind: str,
    on: date,
    basis: str,
    by: Scope,
    at: datetime,
) -> Edge:
    """Tie ``org`` to ``host`` from a day on: ``host`` guides it, houses it, manages it beside its
    superior; or both are partners, and then it makes no difference who is named first.

    Raises: Refused in words; 403 unless the acting post stands above both.
    """
    if kind == EdgeKind.DUAL_MANAGES:
        return tie_actions.begin_dual(org=org, host=host, on=on, basis=basis, by=by, at=at)
    by.require(Duty.ORGS_CHANGE, org.path)
    by.require(Duty.ORGS_CHANGE, host.path)
    lock_tree()
    org, host = lock_organisation(org, None), lock_organisation(host, None)
    named = org
    org, host = ends_of(kind, org, host)
    leads = remains.leading_edge(org)
    starts = [one.held.lower for one in (org, host) if one.held.lower is not None]
    refuse(
        tie_rules.tie_findings(
            on=on, today=local_day(at), known=kind in TIED_BY_HAND, same=org.pk == host.pk,
            is_superior=leads is not None and leads.host_id == host.pk,
            already=tie_between(org, host, kind, held(on)) is not None,
            both_open=org.is_open and host.is_open, since=max(starts, default=None), basis=basis,
        )
    )  # fmt: skip
    edge: Edge = Edge.everything.create(
        org=org, org_path=org.path, host=host, host_path=host.path, kind=kind, held=held(on),
        basis=basis,
    )  # fmt: skip
    _line("tie", edge, named, on, basis, by, at)
    return edge


def untie_organisations(
    *,
    org: Organisation,
    host: Organisation,
    kind: str,
    on: date,
    basis: str,
    by: Scope,
    at: datetime,
) -> Edge:
    """A tie ends with a day; what was tied stays in history."""
    if kind == EdgeKind.DUAL_MANAGES:
        return tie_actions.end_dual(org=org, host=host, on=on, basis=basis, by=by, at=at)
    by.require(Duty.ORGS_CHANGE, org.path)
    by.require(Duty.ORGS_CHANGE, host.path)
    lock_tree()
    named = org = lock_organisation(org, None)
    org, host = ends_of(kind, org, lock_organisation(host, None))
    edge = tie_between(org, host, kind, held(None, None), still=True)
    if kind not in TIED_BY_HAND:
        edge = None
    refuse(
        tie_rules.ending_findings(
            on=on, today=local_day(at), since=edge.held.lower if edge else None,
            none=tie_rules.NO_TIE, basis=basis,
        )
    )  # fmt: skip
    assert edge is not None  # noqa: S101 - refused above
    end_stretch(edge, on)
    _line("untie", edge, named, on, basis, by, at)
    return edge


def ends_of(kind: str, org: Organisation, host: Organisation) -> tuple[Organisation, Organisation]:
    """Lower and upper end; of partners the older file is the host (``edge_of_partners``)."""
    if kind in MUTUAL and org.pk < host.pk:
        return host, org
    return org, host


def tie_between(
    org: Organisation, host: Organisation, kind: str, stretch: object, *, still: bool = False
) -> Edge | None:
    """The last tie of a kind that holds on some day of ``stretch``; ``still``: without an end."""
    rows = Edge.everything.filter(org=org, host=host, kind=kind, held__overlap=stretch)
    if still:
        rows = rows.filter(held__endswith=None)
    found: Edge | None = rows.order_by("-held").first()
    return found


def _line(
    verb: str, edge: Edge, named: Organisation, on: date, basis: str, by: Scope, at: datetime
) -> None:
    """One line, at the organisation from whose page the tie was made or ended."""
    other = edge.host if named.pk == edge.org_id else edge.org
    write_line(
        verb=f"orgs.organisation.{verb}", by=by, at=at, org=named,
        subject=("organisation", named.code),
        facts={"kind": edge.kind, "other": other.code, "other_name": other.name,
               "other_is_host": other.pk == edge.host_id, "from": on, "basis": basis},
    )  # fmt: skip
