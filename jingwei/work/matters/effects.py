"""What else does a step of a matter change: the promise, whose hands it is in, how it ended?"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from jingwei.kernel.findings import Finding
from jingwei.kernel.flows import spans
from jingwei.kernel.flows.clocks import span_of
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.models import Case, Clock
from jingwei.kernel.orgs.queries import Superior, organisation, superiors
from jingwei.kernel.rulebook.calendar_queries import days
from jingwei.work.matters import dispatch, rules

TOP_LEVEL = 3


def arrived(look: Look) -> Mapping[str, Any]:
    """Tell the day by which the asker hears a first word; the row was made with it."""
    return {"reply_due_on": look.subject.reply_due_on}


def promise_of(look: Look) -> tuple[str, ...]:
    """The limit that this category begins."""
    return (str(look.said["category"]),)


def promise(look: Look) -> Mapping[str, Any]:
    """Fix the day that is promised; later changes of category or rule do not move it.

    The category may bring a rule of dispatch to bear that did not fit before.
    """
    row, category = look.subject, str(look.said["category"])
    row.first_category = row.first_category or category
    row.promised_on, row.replied_on = last_day(look.flow, category, look.on), look.on
    row.category = category
    row.save(update_fields=["first_category", "promised_on", "replied_on"])
    told: dict[str, Any] = {"promised_on": row.promised_on}
    found = dispatch.choose(row, look.at)
    if found is not None and found.pk != row.rule_id:
        row.rule, row.why = found, found.why
        row.save(update_fields=["rule", "why"])
        _hand_to(look, found.host_id, found.host_path)
        told["rule"] = str(found.public_id)
    return told


def last_day(flow: Flow, limit: str, on: date) -> date:
    """Until when something is due whose limit begins on a day."""
    span, _source = span_of(flow.limit(limit).span, on)
    return spans.term(on, span, days=days()).last


def assignee(look: Look) -> list[Finding]:
    """For the gate: is what was said an organisation in sight, and another than now?"""
    org = organisation(look.by, str(look.said.get("to", "")).strip())
    same = org is not None and org.pk == look.subject.host_id
    return rules.assign_findings(known=org is not None, same=same)


def assign(look: Look) -> Mapping[str, Any]:
    org = organisation(look.by, str(look.said["to"]).strip())
    assert org is not None, "the gate has found it"  # noqa: S101 - for the type checker
    _hand_to(look, org.pk, org.path)
    return {"to": org.code}


def bounces(look: Look) -> list[Finding]:
    most = int(look.number("service.bounces.most"))
    return rules.bounce_findings(bounces=look.subject.bounces, most=most)


def hand_back(look: Look) -> Mapping[str, Any]:
    """To the first taker, who keeps the responsibility anyway."""
    row = look.subject
    row.bounces += 1
    row.save(update_fields=["bounces"])
    _hand_to(look, row.org_id, row.org_path)
    return {"bounces": row.bounces}


def superior(look: Look) -> list[Finding]:
    return rules.top_findings(has_superior=_above(look) is not None)


def raise_up(look: Look) -> Mapping[str, Any]:
    """The organisation above works on it from now on."""
    row = look.subject
    above = _above(look)
    assert above is not None, "the gate has asked"  # noqa: S101 - for the type checker
    row.level = min(row.level + 1, TOP_LEVEL)
    row.save(update_fields=["level"])
    _hand_to(look, above.id, above.path)
    return {"level": row.level, "to": above.code}


def escalated(look: Look) -> Mapping[str, Any]:
    """A limit has passed: one level higher knows. Who works on it stays the same."""
    row = look.subject
    row.level = min(row.level + 1, TOP_LEVEL)
    row.save(update_fields=["level"])
    return {"level": row.level}


def answered(look: Look) -> Mapping[str, Any]:
    """Was it in time? As the limit stands now, with its pauses; a redone matter is judged anew."""
    row = look.subject
    running = [one for one in look.clocks if one.state != Clock.State.ENDED and not one.waits]
    row.answered_on = look.on
    row.answered_in_time = all(look.on <= one.due_on for one in running)
    row.save(update_fields=["answered_on", "answered_in_time"])
    return {"in_time": row.answered_in_time}


def reopen(look: Look) -> Mapping[str, Any]:
    row = look.subject
    row.reopened += 1
    row.save(update_fields=["reopened"])
    return {"reopened": row.reopened}


def recategorised(look: Look) -> list[Finding]:
    return rules.category_findings(
        former=look.subject.category, said=str(look.said.get("category", ""))
    )


def ended(outcome: str) -> Callable[[Look], Mapping[str, Any]]:
    """How it ended, beside the state."""

    def end(look: Look) -> Mapping[str, Any]:
        row = look.subject
        row.outcome, row.closed_on = outcome, look.on
        row.replied_on = row.replied_on or (look.on if outcome == "redirected" else None)
        row.save(update_fields=["outcome", "closed_on", "replied_on"])
        return {"outcome": outcome}

    return end


def _above(look: Look) -> Superior | None:
    """Who stands directly above whoever works on it; its row may be out of sight."""
    found = superiors(look.subject.host, look.on)
    return found[-1] if found else None


def _hand_to(look: Look, org_id: int, path: str) -> None:
    row = look.subject
    row.host_id, row.host_path = org_id, path
    row.save(update_fields=["host", "host_path"])
    Case.everything.filter(pk=look.case.pk).update(host_id=org_id, host_path=path)
