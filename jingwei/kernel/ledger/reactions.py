"""What else happens because a line was written? Each declared reaction once, after the commit.

The act leaves a row for each reaction to its verb, in its own transaction; a worker takes the row,
and the writes of the reaction commit together with the note that it ran. So a crash on either side
loses nothing and doubles nothing, and two workers never run the same one.
"""

import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from jingwei.kernel.access import paths
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope, acting, system_scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry, ReactionRun
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.register import Reaction, register

log = logging.getLogger("jingwei.reactions")
MOST_TRIES = 10
AT_ONCE = 500
NOT_DONE = "ledger.reaction.not_done"
DEEPEST = 5
"""A reaction whose own line is reacted to, and so on: after so many something goes in a circle."""


@dataclass(frozen=True)
class Happened:
    """The line that is reacted to. ``facts`` are its payload; values of people are not in it."""

    id: int
    verb: str
    subject: str
    subject_id: str
    org: Organisation | None
    happened_at: datetime
    actor_id: int | None
    facts: dict[str, Any]


def run_waiting(*, at: datetime, entry: int | None = None) -> int:
    """Run what waits and is due, of one line or of all; how many ran."""
    with system_scope("后续办理"):
        due = ReactionRun.objects.filter(state=ReactionRun.State.WAITING, next_at__lte=at)
        if entry is not None:
            due = due.filter(entry_id=entry)
        numbers = list(due.order_by("entry_id", "id").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_run(number, at) for number in numbers)


def _run(number: int, at: datetime) -> bool:
    try:
        with system_scope("后续办理"):
            return _run_locked(number, at)
    except Exception:
        log.exception("reaction %s", number)
    _note_a_fault(number, at)
    return False


def _run_locked(number: int, at: datetime) -> bool:
    waiting = ReactionRun.objects.select_for_update(skip_locked=True)
    run = waiting.filter(pk=number, state=ReactionRun.State.WAITING).first()
    if run is None:
        return False  # another worker has it
    reaction = register().reactions.get(run.reaction)
    line = Entry.everything.select_related("org").get(pk=run.entry_id)
    run.state, run.ran_at = ReactionRun.State.DONE, at
    if reaction is None or _depth(line) >= DEEPEST:
        run.state = ReactionRun.State.GONE
    else:
        try:
            with transaction.atomic(), acting(_scope_of(line, run)) as by:
                reaction.do(_happened(line), by=by, at=at)
        except Refused as refusal:
            _not_done(run, line, refusal, at)
    run.save(update_fields=["state", "ran_at", "said"])
    return run.state == ReactionRun.State.DONE


def _not_done(run: ReactionRun, line: Entry, refusal: Refused, at: datetime) -> None:
    """Refused by a rule: asked again it would be refused again, so it is kept and not repeated."""
    run.state, run.said = ReactionRun.State.REFUSED, sorted(refusal.codes)
    with acting(_scope_of(line, run)) as by:
        write_line(
            verb=NOT_DONE, by=by, at=at, org=line.org, subject=(line.subject, line.subject_id),
            facts={"reaction": run.reaction, "findings": run.said},
        )  # fmt: skip


def _note_a_fault(number: int, at: datetime) -> None:
    """Something broke: asked again later, each time after twice as long; given up in the end."""
    with system_scope("后续办理"):
        run = ReactionRun.objects.select_for_update().filter(pk=number).first()
        if run is None or run.state != ReactionRun.State.WAITING:
            return
        run.tries += 1
        run.next_at = at + timedelta(minutes=2**run.tries)
        if run.tries >= MOST_TRIES:
            run.state, run.ran_at = ReactionRun.State.FAILED, at
        run.save(update_fields=["tries", "next_at", "state", "ran_at"])


def _scope_of(line: Entry, run: ReactionRun) -> Scope:
    """The range of the organisation of the line, with every duty. A reaction that writes elsewhere
    takes ``crossing(by, ends, reason)`` and so says it."""
    org: Organisation | None = line.org
    return Scope(
        path=org.path if org else "", hi=paths.upper(org.path) if org else "",
        duties=frozenset(Duty), request_id=line.request_id, reason=run.reaction, cause=line.pk,
    )  # fmt: skip


def _happened(line: Entry) -> Happened:
    return Happened(
        id=line.pk, verb=line.verb, subject=line.subject, subject_id=line.subject_id,
        org=line.org, happened_at=line.happened_at, actor_id=line.actor_id,
        facts=json.loads(line.payload),
    )  # fmt: skip


def _depth(line: Entry) -> int:
    """How many reactions stand before this line."""
    depth, cause = 0, json.loads(line.payload).get("cause")
    while cause is not None and depth < DEEPEST:
        depth += 1
        former = Entry.everything.filter(pk=cause).first()
        cause = json.loads(former.payload).get("cause") if former else None
    return depth


def again(*, at: datetime) -> int:
    """What was given up is tried once more, on an operator's word; how many."""
    given_up = ReactionRun.objects.filter(state=ReactionRun.State.FAILED)
    found: int = given_up.update(state=ReactionRun.State.WAITING, tries=F("tries") - 1, next_at=at)
    return found


def reacting_to(verb: str) -> list[Reaction]:
    return register().reactions_to(verb)
