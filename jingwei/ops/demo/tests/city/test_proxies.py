"""Does the demo city show errands in every state, and do their figures add up?"""

import pytest
from django.db.models import F, Q

from conftest import TODAY, as_owner
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.figures import queries as figures
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.demo.load import Summary
from jingwei.systems.public_benefit.proxies import queries
from jingwei.systems.public_benefit.proxies.kinds import Handed, View
from jingwei.systems.public_benefit.proxies.models import ProxyAgent, ProxyErrand
from jingwei.work.matters.models import Matter, ProxyPaper

pytestmark = pytest.mark.slow


def test_errands_of_every_state_add_up(loaded: Summary) -> None:
    with as_owner(), system_scope("测试") as everywhere:
        assert loaded.counts["proxy_agents"] == ProxyAgent.everything.count() > 8
        assert loaded.counts["proxy_errands"] == ProxyErrand.everything.count() > 60
        assert loaded.counts["proxy_papers"] == ProxyPaper.objects.count() > 60
        marked = (ProxyAgent.everything, ProxyErrand.everything)
        assert not any(rows.filter(is_demo=False).exists() for rows in marked)
        for view in View:
            assert queries.cases(everywhere, view).exists(), view
        errands = ProxyErrand.everything.all()
        assert not errands.filter(taken_on__gt=TODAY).exists()
        assert not errands.filter(
            Q(taken_on__lt=F("matter__received_on")) | Q(handed_on__lt=F("taken_on"))
            | Q(handed_on__gt=TODAY)
        ).exists()  # fmt: skip
        assert not errands.exclude(agent__unit=F("matter__place")).exists()
        assert set(errands.values_list("handed_how", flat=True)) == {"", *Handed.values}
        assert not ProxyPaper.objects.filter(ended_on__lt=F("taken_on")).exists()
        gone = [one for one in ProxyAgent.everything.all() if one.held.upper is not None]
        assert not queries.in_hand(gone)
        city = Organisation.everything.get(is_demo=True, path__regex=r"^.{5}$")
        found = figures.in_month([city.pk], TODAY.replace(day=1))
        places = found[city.pk, "proxies.places_with_agent"]
        assert 0 < places.n <= places.d
        in_time = found[city.pk, "proxies.in_time"]
        assert 0 < in_time.n <= in_time.d
        assert found[city.pk, "proxies.handed"].n > 0
        again = found[city.pk, "matters.repeated"]
        assert 0 < again.n < again.d
        linked = Matter.everything.filter(same_as__isnull=False)
        assert not linked.filter(same_as__same_as__isnull=False).exists()
        assert not linked.filter(received_on__lte=F("same_as__received_on")).exists()
