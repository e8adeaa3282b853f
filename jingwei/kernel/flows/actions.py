"""How is a step taken, a limit made longer? Lock, look, all findings at once, change, one line."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import DateTimeField

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows import checklists, clocks, papers, plans, rules, saying, sides
from jingwei.kernel.flows.clocks import Changes
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.models import Case, Clock, FlowPaper, Taken
from jingwei.kernel.flows.parts import Step
from jingwei.kernel.flows.queries import clocks_of, findings_of, history_of, may_findings
from jingwei.kernel.ledger.record import write_line

EXTEND = "clock"


@dataclass(frozen=True)
class Attached:
    """Papers that wait for this step, by their public ids."""

    papers: tuple[FlowPaper, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for paper in self.papers:
            found[paper.slot] = found.get(paper.slot, 0) + 1
        return found


def begin_case(
    *, flow: Flow, subject: Any, verb: str = "", said: Mapping[str, Any] | None = None,
    by: Scope, at: datetime, key: str = "", asker: bool = False,
) -> Taken | None:  # fmt: skip
    """Begin the case of a subject that was just made in a first state.

    With ``verb`` the opening step is taken (duty, words, gates, limits, line) and returned.
    Papers can be attached once the case exists.
    """
    with transaction.atomic():
        row = lock_subject(flow, subject)
        case = _case(flow, row, at)
        if not verb:
            return None
        look = _look(flow, row, case, by, at, asker)
        return _take(look, verb, said or {}, papers=(), key=key, seen=None)


def take_step(
    *, flow: Flow, subject: Any, verb: str, said: Mapping[str, Any] | None = None,
    attached: Iterable[Any] = (), by: Scope, at: datetime, key: str = "",
    seen: int | None = None, asker: bool = False,
) -> Taken:  # fmt: skip
    """Take one step: everything that the table says, in one transaction, or nothing.

    ``attached`` are public ids of papers that wait for the step (``papers.attach_paper``).
    ``key``: the same key with the same content gives the step that was taken. ``seen``: the number
    of steps that the caller saw. ``asker``: the door has checked the receipt of a request.

    Raises: Refused with all findings at once; nothing is changed then.
    """
    with transaction.atomic():
        row = lock_subject(flow, subject)
        case = _case(flow, row, at)
        look = _look(flow, row, case, by, at, asker)
        waiting = papers.waiting_for(case, attached, by)
        return _take(look, verb, said or {}, papers=waiting, key=key, seen=seen)


def extend_limit(
    *, flow: Flow, subject: Any, name: str, reason: str, by: Scope, at: datetime
) -> Clock:
    """Make a running limit longer, as often and by as much as the flow and the rulebook say."""
    with transaction.atomic():
        row = lock_subject(flow, subject)
        case = _case(flow, row, at)
        look = _look(flow, row, case, by, at, False)
        limit = flow.limit(name)
        if limit.extension is None:
            raise Refused(rules.unknown_finding())
        clock = look.clock(name)
        running = clock is not None and clock.state == Clock.State.RUNNING
        found = may_findings(
            look, duty=limit.extension.duty, place=limit.extension.place, label=limit.title
        ) + rules.extension_findings(
            what=limit.title, running=running, times=limit.extension.times,
            extended=clock.extended if clock else 0, reason=reason,
        )  # fmt: skip
        span, _source = clocks.span_of(limit.extension.by, look.on)
        if clock is not None and running and limit.extension.most:
            found += rules.longest_findings(
                what=limit.title, due=clocks.longer(clock, span),
                last=clocks.longest(clock, limit.extension.most, look.on),
            )  # fmt: skip
        if found or clock is None:
            raise Refused(*found)
        changes = Changes(case, by, at, look.on)
        clocks.extend(changes, clock, span, reason)
        entry = write_line(
            verb=flow.ledger_verb(EXTEND), by=by, at=at, org=row.org,
            subject=(flow.thing, row.public_id),
            facts={"limit": name, "due_on": clock.due_on, "limits": changes.facts},
            values={"reason": reason},
        )  # fmt: skip
        changes.write(entry)
        return clock


def lock_subject(flow: Flow, subject: Any) -> Any:
    """The subject's row, locked until the transaction ends, with its organisation."""
    rows = flow.subject_model.everything.select_for_update(of=("self",))  # type: ignore[attr-defined]
    if not flow.host:
        return rows.select_related("org").get(pk=subject.pk)
    row = rows.get(pk=subject.pk)
    sides.seat([row])
    return row


def _case(flow: Flow, row: Any, at: datetime) -> Case:
    """The case of a locked subject; made on the spot where there is none yet."""
    rows = Case.everything.select_for_update(of=("self",))
    rows = rows.filter(flow=flow.code, subject=row.public_id)
    case: Case | None = checklists.with_local(rows).first()
    if case is not None:
        return case
    host = sides.host_id(flow, row)
    state = flow.state_of(row)
    person = getattr(row, flow.person) if flow.person else None
    made: Case = Case.everything.create(
        flow=flow.code, subject=row.public_id, state=state, org_id=row.org_id,
        org_path=row.org_path, begun_at=at, moved_at=at,
        ended_at=at if state in flow.ends else None,
        rule_set=flow.rules_on(local_day(at)).code,
        person_id=getattr(person, "pk", person),
        host_id=host, host_path=sides.host_path(flow, row) if host else None,
        named=flow.names_of(row),
    )  # fmt: skip
    return made


def _look(flow: Flow, row: Any, case: Case, by: Scope, at: datetime, asker: bool) -> Look:
    is_new = case.number == 0  # no step was taken, so there is nothing to read
    return Look(
        flow, row, case, by, at, local_day(at), history=() if is_new else history_of(case),
        clocks=() if is_new else clocks_of(case), asked=True, asker=asker,
    )  # fmt: skip


def _take(
    look: Look, verb: str, said: Mapping[str, Any], *, papers: tuple[FlowPaper, ...], key: str,
    seen: int | None,
) -> Taken:  # fmt: skip
    asked = _digest(verb, said, papers)
    before = next((one for one in look.history if key and one.key == key), None)
    if before is not None:
        if before.asked != asked:
            raise Refused(rules.key_finding())
        return before
    step = look.flow.step(verb, look.rules)
    if step is None:
        raise Refused(rules.unknown_finding())
    if look.by.account_id is not None:  # what the program does by itself answers no list
        step = look.extended(step)
    values, faults = saying.read(step, said)
    waiting = Attached(papers)
    look = replace(look, step=step, said=values, attached=waiting.counts)
    found = _changed(look, seen) + findings_of(look, step, faults)
    if found:
        raise Refused(*found)
    return _do(look, step, waiting, key=key, asked=asked)


def _changed(look: Look, seen: int | None) -> list[Finding]:
    return [rules.changed_finding()] if seen is not None and seen != look.case.number else []


def _do(look: Look, step: Step, waiting: Attached, *, key: str, asked: str) -> Taken:
    """Everything has been checked: change the subject, its case, limits, plans and papers."""
    flow, row, case = look.flow, look.subject, look.case
    former, target = look.state, step.target or look.state
    _change_subject(look, step, target)
    told = dict(step.does(look) or {}) if step.does else {}
    _change_case(look, step, target)
    made = papers.make(look, step)
    changes = Changes(case, look.by, look.at, look.said.get(step.dated, look.on))
    reason = saying.reason_in(step, look.said)
    starts = step.starts if step.which is None else step.which(look)
    clocks.move(changes, step, look.clocks, starts=starts, limits=flow.limit, reason=reason)
    over = target in flow.ends or step.ends
    if over:
        clocks.drop_all(changes, clocks_of(case))
    for clock in look.clocks if step.raises else ():
        if clock.state == Clock.State.RUNNING and flow.limit(clock.name).escalates == step.verb:
            clocks.escalate(changes, clock)
    planned = plans.put_down(look, step, ended=over)
    facts, values = saying.facts_and_values(step, look.said)
    facts |= told | {"number": case.number, "from": former, "to": target, "rules": look.rules}
    more = {
        "limits": changes.facts,
        "plans": planned,
        "checklists": checklists.in_use(step, case, look.on) if look.by.account_id else [],
        "papers": [{"slot": one.slot, "sha256": one.digest} for one in (*waiting.papers, *made)],
    }
    facts |= {name: value for name, value in more.items() if value}
    entry = write_line(
        verb=flow.ledger_verb(step.verb), by=look.by, at=look.at, org=row.org,
        subject=(flow.thing, row.public_id), facts=facts, values=values or None,
    )  # fmt: skip
    changes.write(entry)
    taken = Taken(
        case=case, number=case.number, verb=step.verb, from_state="" if step.opens else former,
        to_state=target, rule_set=look.rules, actor_id=look.by.account_id,
        actor_name=look.by.account_name, post=look.by.title, office_id=look.by.org_id, at=look.at,
        entry_no=entry.pk, key=key, asked=asked if key else "",
    )  # fmt: skip
    taken.sealed = saying.sealed(look.said, taken.public_id)
    taken.save(force_insert=True)
    papers.bind((*waiting.papers, *made), taken)
    return taken


def _change_subject(look: Look, step: Step, target: str) -> None:
    """State, stamps, and the columns that keep what was said."""
    flow, row = look.flow, look.subject
    written = set()
    if look.state != target:  # an opening step leaves the state in which the subject was made
        setattr(row, flow.state_field, target)
        written.add(flow.state_field)
    for name in step.stamps:
        column = row._meta.get_field(name)
        if name.endswith("_by"):
            row.__dict__.pop(name, None)
            setattr(row, column.attname, look.by.account_id)
        else:
            setattr(row, name, look.at if isinstance(column, DateTimeField) else look.on)
        written.add(name)
    for word in step.says:
        if word.field and word.name in look.said:
            setattr(row, word.field, look.said[word.name])
            written.add(word.field)
    if written:
        row.save(update_fields=sorted(written))


def _change_case(look: Look, step: Step, target: str) -> None:
    case = look.case
    case.state, case.moved_at = target, look.at
    case.number += 1
    case.level += int(step.raises)
    case.ended_at = look.at if target in look.flow.ends or step.ends else None
    case.named = look.flow.names_of(look.subject)
    case.save(update_fields=["state", "moved_at", "number", "level", "ended_at", "named"])


def keep_names(*, flow: Flow, subject: Any) -> None:
    """After the accounts that may see a subject have changed: its case follows."""
    rows = Case.everything.filter(flow=flow.code, subject=subject.public_id)
    rows.update(named=flow.names_of(subject))


def _digest(verb: str, said: Mapping[str, Any], attached: tuple[FlowPaper, ...]) -> str:
    told = [verb, dict(said), sorted(str(one.public_id) for one in attached)]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
