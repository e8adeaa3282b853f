"""Does an empty database become a city with three administrators who can come in?"""

from typing import Any

import pytest

from conftest import AT, as_owner
from jingwei.kernel.access import codes, entering
from jingwei.kernel.access.doors import Doors
from jingwei.kernel.access.founding import found_city, renew_sign_in
from jingwei.kernel.access.models import Account, Grant, Slip
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Organisation


def found() -> Any:
    with as_owner():
        return found_city(name="中共示例市委员会", code="SLS", at=AT)


def test_a_city_begins_with_a_root_and_three_administrators(db: None) -> None:
    made = found()
    with system_scope("测试"):
        assert Organisation.everything.get().kind == "local_committee"
        roles = set(Grant.everything.values_list("role", flat=True))
        assert roles == {"system_admin", "security_admin", "auditor"}
        assert Account.everything.count() == Slip.everything.count() == 3
        for account in Account.everything.all():
            assert not account.has_usable_password()
    lines = list(made)
    assert [slip.login for slip in made.slips] == ["sls-sys", "sls-sec", "sls-audit"]
    assert all(slip.code in line for slip, line in zip(made.slips, lines, strict=True))


def test_each_administrator_comes_in_with_the_slip_and_an_own_password(db: None) -> None:
    for slip in found().slips:
        doors = Doors.of(slip.login, address="10.0.0.1")
        arrival = entering.knock(login=slip.login, secret=slip.code, doors_=doors, at=AT)
        assert arrival.needs_password
        entering.set_password(arrival, password="四个很长的汉字词语 绕不过去", at=AT)
        assert entering.come_in(arrival, at=AT).signed_in_at == AT


def test_the_codes_are_kept_nowhere(db: None) -> None:
    made = found()
    with system_scope("测试"):
        for slip in Slip.everything.all():
            for printed in made.slips:
                assert codes.normal(printed.code) not in slip.code_hash


def test_a_city_is_founded_once(db: None) -> None:
    found()
    with pytest.raises(Refused) as refused:
        found()
    assert refused.value.codes == {"access.city_exists"}


def test_the_server_helps_an_administrator_nobody_may_reset(db: None) -> None:
    found()
    with as_owner():
        slip = renew_sign_in(login="SLS-sec", without_factor=True, at=AT)
    doors = Doors.of("sls-sec", address="10.0.0.1")
    assert entering.knock(login="sls-sec", secret=slip.code, doors_=doors, at=AT).needs_password
