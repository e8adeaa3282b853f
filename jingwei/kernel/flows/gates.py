"""Which gates are ready to be put into a table? Other hands, passed times, earlier steps."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.findings import Finding
from jingwei.kernel.flows import rules
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.models import Clock
from jingwei.kernel.flows.parts import Gate, Text


def another_person(*verbs: str, title: Text = "") -> Gate:
    """Who took one of these steps last may not take this one."""

    def finds(look: Look) -> list[Finding]:
        did = {
            look.label_of(verb): last.actor_id
            for verb in verbs if (last := look.last(verb)) is not None
        }  # fmt: skip
        step = look.step.label if look.step else ""
        return rules.same_person_findings(by=look.by.account_id, did=did, step=step)

    return Gate(title or _("由另一个人办"), finds, verbs=verbs)


def time_passed(limit: str, *, title: Text = "", needed: bool = True) -> Gate:
    """A limit must have run out: notice, defence, cultivation. ``needed`` False: only where it was
    begun at all."""

    def finds(look: Look) -> list[Finding]:
        clock = look.clock(limit)
        if clock is None and not needed:
            return []
        dropped = clock is not None and clock.outcome == Clock.Outcome.DROPPED
        if clock is not None and clock.state == Clock.State.ENDED and not dropped:
            return []
        return rules.waiting_findings(
            what=look.flow.limit(limit).title, on=look.on,
            due_on=None if clock is None or dropped else clock.due_on,
            paused=clock is not None and clock.state == Clock.State.PAUSED,
        )  # fmt: skip

    return Gate(title or _("规定的时间已满"), finds, limits=(limit,))


def after(*verbs: str, title: Text = "") -> Gate:
    """These steps must all have been taken, in whatever order."""

    def finds(look: Look) -> list[Finding]:
        missing = [look.label_of(verb) for verb in verbs if look.last(verb) is None]
        return rules.not_taken_findings(missing=missing)

    return Gate(title or _("前面的步骤都办了"), finds, verbs=verbs)


__all__ = ["after", "another_person", "time_passed"]
