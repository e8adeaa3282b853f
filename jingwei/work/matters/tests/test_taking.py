"""What does it cost to take a matter: which statements, and none of them twice?"""

from collections import Counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.models import Clock, Taken
from jingwei.work.matters import actions
from jingwei.work.matters.kinds import Channel
from jingwei.work.matters.models import Matter

MOST = 14  # without those of scope and transaction


def test_taking_one_reads_nothing_that_cannot_be_there(streets):
    told = actions.Told(asked="3幢二单元的路灯不亮了", place=streets.people["east_place"])
    with acting(streets.agent_scope) as by:
        for _turn in range(2):  # numbers and days of the rulebook are read by the first
            with CaptureQueriesContext(connection) as said:
                row, _code = actions.receive_matter(
                    org=streets.east_one, told=told, channel=Channel.WINDOW, by=by, at=AT
                )
        found = [one["sql"] for one in said.captured_queries]
        works = [one for one in found if "SAVEPOINT" not in one and "set_config" not in one]
        begun = Counter(" ".join(one.split()[:3]) for one in works if not one.startswith("SELECT"))
        assert len(works) <= MOST, "\n".join(one[:120] for one in works)
        assert begun['UPDATE "matter" SET'] == 0, begun
        assert not any('FROM "flow_step"' in one or 'FROM "flow_clock"' in one for one in works)
        assert Taken.objects.filter(case__subject=row.public_id).count() == 1
        clock = Clock.everything.get(case__subject=row.public_id)
        kept = Matter.everything.get(pk=row.pk)
        assert (kept.state, kept.reply_due_on) == ("received", clock.due_on)
