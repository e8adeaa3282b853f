"""How is the kind of a matter said, with its own fields? And how are papers of an errand kept?"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows import spans
from jingwei.kernel.flows.clocks import span_of
from jingwei.kernel.ledger.record import image_of, write_line
from jingwei.kernel.privacy import sealing
from jingwei.kernel.rulebook.calendar_queries import days
from jingwei.shell.orgs.days import read as read_day
from jingwei.work.matters import own_rules, papers
from jingwei.work.matters.actions import require_hands
from jingwei.work.matters.kinds import ENDS, Ended, Kind
from jingwei.work.matters.models import Matter, Mediation, ProxyPaper
from jingwei.work.matters.own_fields import OWN, OwnField

OTHER = "matter_mediation.other"


def set_kind(
    *, matter: Matter, kind: str, said: Mapping[str, Any], reason: str, by: Scope, at: datetime
) -> Matter:
    """Say which kind a matter is, with the fields of that kind; the first kind is kept.

    Days that the law gives (mediation of labour disputes) are fixed here. Raises: Refused.
    """
    require_hands(matter, by)
    row: Matter = Matter.everything.select_for_update(of=("self",)).get(pk=matter.pk)
    fields = OWN[kind].fields if kind in OWN else ()
    values, found = own_rules.read(fields, said, read_day)
    found += own_rules.change_findings(
        is_open=row.state not in ENDS, is_known=kind in Kind.values, changes=kind != row.kind,
        reason=reason,
    )  # fmt: skip
    found += own_rules.order_findings(values, today=local_day(at))
    if found:
        raise Refused(*found)
    before = _keep_own(row, kind, values) if fields else []
    former = row.kind
    if kind != former:
        row.first_kind = row.first_kind or former
        row.kind = kind
        row.save(update_fields=["kind", "first_kind"])
    write_line(
        verb="matters.kind.set", by=by, at=at, org=row.org, subject=("matter", row.public_id),
        facts={"from": former, "to": kind, "reason": reason.strip()}, before=before,
    )  # fmt: skip
    return row


def _keep_own(row: Matter, kind: str, values: dict[str, Any]) -> list[Any]:
    """Write the row of the kind; gives how it stood before."""
    model = OWN[kind].model
    found = model.objects.filter(matter=row).first()
    before = [image_of(found)] if found else []
    kept = found or model(matter=row)
    for one in OWN[kind].fields:
        value = values[one.name]
        if one.sealed:
            value = sealing.seal(value, column=OTHER, row=row.public_id) if value else None
        setattr(kept, one.name, value)
    if isinstance(kept, Mediation):
        kept.free_from = kept.apply_until = None
        if kind == Kind.LABOUR:
            kept.free_from, kept.apply_until = own_rules.labour_days(
                kept.received_on, kept.known_on, mediation=_after("labour.mediation.days"),
                claim=_after("labour.claim.years"),
            )  # fmt: skip
    kept.save()
    return before


def _after(name: str) -> Any:
    def last(start: date) -> date:
        span, _source = span_of(name, start)
        return spans.term(start, span, days=days()).last

    return last


def own_of(row: Matter) -> list[tuple[OwnField, Any]]:
    """The fields of its kind with their values, opened; empty where none were said yet."""
    own = OWN.get(row.kind)
    kept = own.model.objects.filter(matter=row).first() if own else None
    if own is None or kept is None:
        return []
    return [(one, _opened(one, getattr(kept, one.name), row)) for one in own.fields]


def _opened(one: OwnField, value: Any, row: Matter) -> Any:
    return sealing.unseal(value, column=OTHER, row=row.public_id) if one.sealed else value


def mediation_of(row: Matter) -> Mediation | None:
    if row.kind not in (Kind.FAMILY, Kind.LABOUR):
        return None
    found: Mediation | None = Mediation.objects.filter(matter=row).first()
    return found


def papers_of(row: Matter) -> list[ProxyPaper]:
    return list(ProxyPaper.objects.filter(matter=row).order_by("taken_on", "id"))


def take_paper(*, matter: Matter, name: str, by: Scope, at: datetime) -> ProxyPaper:
    """A paper was taken for the errand; only its name is noted. Raises: Refused."""
    require_hands(matter, by)
    found = own_rules.paper_findings(
        name=name, is_proxy=matter.kind == Kind.PROXY, is_open=matter.state not in ENDS
    )
    if found:
        raise Refused(*found)
    row = ProxyPaper.objects.create(
        matter=matter, name=name.strip()[:60], taken_on=local_day(at)
    )  # fmt: skip
    _paper_line("matters.paper.take", matter, row, by, at)
    return row


def paper_of(row: Matter, public_id: UUID) -> ProxyPaper | None:
    return ProxyPaper.objects.filter(matter=row, public_id=public_id).first()


def end_paper(*, paper: ProxyPaper, how: str, by: Scope, at: datetime) -> ProxyPaper:
    """It went back, or was erased. Raises: Refused."""
    row: ProxyPaper = (
        ProxyPaper.objects.select_for_update(of=("self",)).select_related("matter").get(pk=paper.pk)
    )
    require_hands(row.matter, by)
    found = own_rules.paper_end_findings(is_open=not row.how, is_known=how in Ended.values)
    if found:
        raise Refused(*found)
    row.how, row.ended_on = how, local_day(at)
    row.save(update_fields=["how", "ended_on"])
    _paper_line("matters.paper.end", row.matter, row, by, at)
    papers.all_gone([row.matter], by=by, at=at)
    return row


def _paper_line(verb: str, matter: Matter, row: ProxyPaper, by: Scope, at: datetime) -> None:
    write_line(
        verb=verb, by=by, at=at, org=matter.org, subject=("matter", matter.public_id),
        facts={"paper": str(row.public_id), "how": row.how},
    )  # fmt: skip
