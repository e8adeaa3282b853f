"""How does an office put a checklist on a step, change it, take it away? A version, one line."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows import checklist_rules as rules
from jingwei.kernel.flows.checklists import Item, may_carry
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.models import Checklist
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.ranges import closed, held

THING = "checklist"
ONE_DAY = timedelta(days=1)


def set_checklist(
    *, flow: Flow | None, verb: str, title: str, source: str, items: Sequence[Item],
    from_on: date, reason: str, by: Scope, at: datetime, changes: Checklist | None = None,
) -> Checklist:  # fmt: skip
    """A first or further version of the list of this post's office on one step.

    ``changes``: the version that was open before the writer. The one in force ends with the day
    before. Raises: Refused with all findings at once.
    """
    by.require(Duty.RULES_KEEP)
    with transaction.atomic():
        org = _office(by)
        steps = [step for step in flow.steps if step.verb == verb] if flow else []
        current = _current(org, flow.code, verb) if flow else None
        found = rules.step_findings(
            is_known=bool(steps), carries=any(may_carry(step) for step in steps)
        )
        found += rules.words_findings(title=title, source=source, reason=reason)
        found += rules.item_findings([item.label for item in items])
        found += rules.day_findings(
            first=from_on, today=local_day(at), current=current.held.lower if current else None
        )
        if changes is not None and (current is None or current.pk != changes.pk):
            found.append(rules.gone_finding() if current is None else rules.changed_finding())
        if found or flow is None:
            raise Refused(*found)
        if current is not None:
            current.held = closed(current.held, from_on)
            current.save(update_fields=["held"])
        row = Checklist(
            org=org, org_path=org.path, flow=flow.code, verb=verb, title=title.strip(),
            source=source.strip(), office=org.name, items=[item.told() for item in items],
            held=held(from_on), reason=reason.strip(), actor_id=by.account_id,
            actor_name=by.account_name, at=at,
        )  # fmt: skip
        row.save(force_insert=True)
        _line("flows.checklist.set", row, org, by, at, former=current)
        return row


def end_checklist(
    *, checklist: Checklist, last_on: date, reason: str, by: Scope, at: datetime
) -> Checklist:  # fmt: skip
    """The list holds for cases begun up to and including ``last_on``, and for none after it."""
    by.require(Duty.RULES_KEEP)
    with transaction.atomic():
        org = _office(by)
        current = _current(org, checklist.flow, checklist.verb)
        if current is None or current.pk != checklist.pk:
            raise Refused(rules.gone_finding())
        until = last_on + ONE_DAY
        found = rules.words_findings(title="-", source="-", reason=reason)
        found += rules.day_findings(first=until, today=local_day(at), current=current.held.lower)
        if found:
            raise Refused(*found)
        current.held = closed(current.held, until)
        current.save(update_fields=["held"])
        _line("flows.checklist.end", current, org, by, at, reason=reason)
        return current


def _office(by: Scope) -> Organisation:
    """The organisation of the acting post, locked: its lists change one after another."""
    org: Organisation = (
        Organisation.everything.select_for_update(of=("self",)).get(pk=by.org_id)
    )  # fmt: skip
    return org


def _current(org: Organisation, flow: str, verb: str) -> Checklist | None:
    """The version without an end."""
    rows = Checklist.everything.select_for_update(of=("self",))
    found: Checklist | None = rows.filter(
        org=org, flow=flow, verb=verb, held__upper_inf=True
    ).first()
    return found


def _line(
    verb: str, row: Checklist, org: Organisation, by: Scope, at: datetime, *,
    former: Checklist | None = None, reason: str = "",
) -> None:  # fmt: skip
    facts = {
        "flow": row.flow, "step": row.verb, "items": len(row.items), "from_on": row.held.lower,
        "until": row.held.upper, "former": str(former.public_id) if former else None,
    }  # fmt: skip
    write_line(
        verb=verb, by=by, at=at, org=org, subject=(THING, row.public_id),
        facts={name: value for name, value in facts.items() if value is not None},
        values={"title": row.title, "source": row.source, "reason": reason or row.reason},
    )  # fmt: skip
