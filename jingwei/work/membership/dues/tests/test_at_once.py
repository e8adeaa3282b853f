"""Is a payment recorded once when two people tick the same members at the same moment?"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections

from jingwei.ops.imports.tests.apart import Apart, apart

pytestmark = pytest.mark.slow
SETUP = """
import json, django
django.setup()
from datetime import date, datetime, UTC
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.models import Account
from jingwei.kernel.access.paths import upper
from jingwei.kernel.access.scope import Scope, acting, system_scope
from jingwei.kernel.access.tests.town import Town, add_member
from jingwei.kernel.orgs.models import Organisation
from jingwei.work.membership.dues import actions
from jingwei.work.membership.dues.lines import Fixed
with system_scope("测试"):
    branch = Organisation.everything.get(code="EAST-1")
    actor = Account.everything.order_by("pk").first().pk
    who = add_member(Town(at=None, on=date(2026, 11, 23)), "东缴", branch)
at = datetime(2026, 11, 23, 2, tzinfo=UTC)
scope = Scope(path=branch.path, hi=upper(branch.path), duties=frozenset(Duty), account_id=actor)
with acting(scope):
    fixed = [
        Fixed(one.pk, "farmer", 100)
        for one in actions.queries.roster_of(branch, 2026)
    ]
    actions.fix_year(org=branch, year=2026, fixed=fixed, by=scope, at=at)
    sheet = actions.open_sheet(org=branch, first=date(2026, 11, 1), months=1, by=scope, at=at)
print(json.dumps({"path": branch.path, "sheet": sheet.pk, "who": who.pk, "actor": actor}))
"""
RACE = """
import json, sys, threading, django
django.setup()
from datetime import date, datetime, UTC
from django.db import connection
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.paths import upper
from jingwei.kernel.access.scope import Scope, acting
from jingwei.kernel.findings import Refused
from jingwei.work.membership.dues import actions
from jingwei.work.membership.dues.models import Sheet
from jingwei.work.membership.dues.rules import Tick
said = json.loads(sys.argv[1])
scope = Scope(
    path=said["path"], hi=upper(said["path"]), duties=frozenset(Duty), account_id=said["actor"]
)
at = datetime(2026, 11, 23, 2, tzinfo=UTC)
gate = threading.Barrier(2)
got = []
def one():
    try:
        with acting(scope):
            sheet = Sheet.everything.select_related("org").get(pk=said["sheet"])
            gate.wait()
            actions.collect_dues(
                sheet=sheet, ticks=[Tick(said["who"], 100, date(2026, 11, 20))], by=scope, at=at
            )
        got.append("paid")
    except Refused as refusal:
        got.append(sorted(refusal.codes))
    finally:
        connection.close()
threads = [threading.Thread(target=one) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
with acting(scope):
    lines = Sheet.everything.get(pk=said["sheet"]).opened
paid = [one.cents for one in lines.entries if one.person == said["who"]]
print(json.dumps({"got": got, "paid": paid}))
"""


@pytest.fixture
def place(django_db_setup: None, django_db_blocker: Any) -> Iterator[Apart]:
    with django_db_blocker.unblock():
        template = connections["default"].settings_dict["NAME"]
        connections.close_all()
        with apart(template) as found:
            yield found


def test_two_who_tick_the_same_member_record_one_payment(place: Apart) -> None:
    said = place.run("-c", SETUP, role="migrate").splitlines()[-1]
    told = json.loads(place.run("-c", RACE, said).splitlines()[-1])
    assert told["paid"] == [100]
    assert "paid" in told["got"]
    assert len(told["got"]) == 2
    assert told["got"].count("paid") == 1
    lines = place.rows("SELECT count(*) FROM entry WHERE verb = 'dues.sheet.collect'")
    assert lines == [(1,)]
