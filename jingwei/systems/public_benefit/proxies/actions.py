"""How is an agent named, an errand taken, its result handed over? One line each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.kernel.people.models import Person
from jingwei.kernel.ranges import held
from jingwei.systems.public_benefit.keeping import KEEP, ended, is_open, lock, refuse
from jingwei.systems.public_benefit.proxies import queries, rules
from jingwei.systems.public_benefit.proxies.kinds import Handed
from jingwei.systems.public_benefit.proxies.models import ProxyAgent, ProxyErrand
from jingwei.work.matters.actions import require_hands
from jingwei.work.matters.kinds import ENDS, Kind
from jingwei.work.matters.models import Matter

AGENT, MATTER = "proxyagent", "matter"


@dataclass(frozen=True)
class Named:
    """Who is to run errands, where, and which ones."""

    person: Person | None
    unit: Unit | None
    does: str


def name_agent(*, org: Organisation, told: Named, by: Scope, at: datetime) -> ProxyAgent:
    """Somebody runs errands for a village or community from today. Raises: Refused."""
    by.require(KEEP, org.path)
    today = local_day(at)
    same = ProxyAgent.everything.filter(
        person=told.person, unit=told.unit, held__contains=today
    )  # fmt: skip
    refuse(
        rules.agent_findings(
            has_person=told.person is not None, has_unit=told.unit is not None,
            already=told.person is not None and told.unit is not None and same.exists(),
            does=told.does,
        )
    )  # fmt: skip
    assert told.person is not None  # noqa: S101 - said above
    row = ProxyAgent(
        org=org, org_path=org.path, person=told.person, name=told.person.name, unit=told.unit,
        does=told.does.strip(), held=held(today),
    )  # fmt: skip
    row.save(force_insert=True)
    _line("proxies.agent.name", row.org, (AGENT, row.public_id), by, at)
    return row


def end_agent(*, agent: ProxyAgent, by: Scope, at: datetime) -> ProxyAgent:
    """Runs errands there no longer, once none is in hand. Raises: Refused."""
    row = lock(ProxyAgent, agent, by)
    refuse(
        rules.agent_end_findings(
            is_over=row.held.upper is not None, in_hand=queries.in_hand([row]).get(row.pk, 0)
        )
    )
    row.held = ended(row.held, local_day(at))
    row.save(update_fields=["held"])
    _line("proxies.agent.end", row.org, (AGENT, row.public_id), by, at)
    return row


def take_errand(
    *, matter: Matter, agent: ProxyAgent | None, by: Scope, at: datetime
) -> ProxyErrand:  # fmt: skip
    """An agent takes the errand, or takes it over from another. Raises: Refused."""
    require_hands(matter, by)
    today = local_day(at)
    mandate = queries.mandate_of(matter)
    former = ProxyErrand.everything.select_for_update(of=("self",)).filter(matter=matter).first()
    refuse(
        rules.take_findings(
            is_proxy=matter.kind == Kind.PROXY, is_open=matter.state not in ENDS,
            has_mandate=mandate is not None, until=mandate.until if mandate else None,
            today=today, agent_on_duty=agent is not None and is_open(agent, today),
            same_agent=agent is not None and former is not None and former.agent_id == agent.pk,
            handed=former is not None and former.handed_on is not None,
        )
    )  # fmt: skip
    assert agent is not None  # noqa: S101 - said above
    row = former or ProxyErrand(org=matter.org, org_path=matter.org_path, matter=matter)
    row.agent, row.agent_name = agent, agent.name
    row.taken_on = today
    row.save()
    _line(
        "proxies.errand.take", matter.org, (MATTER, matter.public_id), by, at,
        agent=str(agent.public_id), again=former is not None,
    )  # fmt: skip
    return row


def hand_over(
    *, matter: Matter, how: str, result: str, by: Scope, at: datetime
) -> ProxyErrand:  # fmt: skip
    """The result is in the hands of the person who asked. Raises: Refused."""
    require_hands(matter, by)
    row = ProxyErrand.everything.select_for_update(of=("self",)).filter(matter=matter).first()
    refuse(
        rules.hand_findings(
            is_taken=row is not None,
            handed=row is not None and row.handed_on is not None,
            is_known=how in Handed.values,
            result=result,
        )
    )
    assert row is not None  # noqa: S101 - said above
    row.handed_on, row.handed_how, row.result = local_day(at), how, result.strip()
    row.save(update_fields=["handed_on", "handed_how", "result"])
    _line("proxies.errand.hand", matter.org, (MATTER, matter.public_id), by, at, how=how)
    return row


def _line(
    verb: str, org: Organisation, subject: tuple[str, Any], by: Scope, at: datetime, **facts: Any
) -> None:
    # Never whose errand it is or what came of it: the line stays, the words are erased.
    write_line(verb=verb, by=by, at=at, org=org, subject=subject, facts=facts)
