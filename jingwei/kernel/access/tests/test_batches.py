"""Do all branch secretaries get in without anybody typing twenty-five thousand names?"""

from datetime import date
from typing import Any

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access import batches, giving
from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.access.posts import is_genuine, posts_of
from jingwei.kernel.access.scope import Scope, acting, system_scope
from jingwei.kernel.access.tests.town import add_secretary
from jingwei.kernel.findings import Refused
from jingwei.kernel.people.models import Position


@pytest.fixture
def elected(town: Any) -> Any:
    """A secretary in each branch of the east; the west has none."""
    with as_owner(), system_scope("测试"):
        add_secretary(town, town.people["东甲"], town.east_one)
        add_secretary(town, town.people["东丁"], town.east_two)
        Position.everything.update(due_on=date(2028, 7, 1))
    return town


def open_all(town: Any, org: str = "city") -> int:
    with acting(town.sysadmin_scope):
        return batches.open_for_secretaries(org=town.orgs[org], by=town.sysadmin_scope, at=AT)


def give_all(town: Any, org: str = "city", by: str = "secadmin") -> int:
    with acting(town.scopes[by]):
        return batches.give_to_secretaries(org=town.orgs[org], by=town.scopes[by], at=AT)


def test_each_secretary_without_an_account_gets_one(elected: Any) -> None:
    """东甲 has one already, for the own file; 东丁 has none."""
    assert open_all(elected) == 1
    with acting(elected.sysadmin_scope):
        account = Account.everything.get(login="east-2")
    assert (account.name, account.org_id) == ("东丁", elected.east_two.pk)
    assert not account.has_usable_password()
    with pytest.raises(Refused) as refused:
        open_all(elected)
    assert refused.value.codes == {"access.nobody_without_account"}


def test_a_login_in_use_gets_a_number(elected: Any) -> None:
    with as_owner(), system_scope("测试"):
        elected.account("east-2", "cadre", elected.west_one)
        elected.account("east-2-2", "cadre", elected.west_one)
    open_all(elected, "east")
    with acting(elected.lin_scope):
        assert Account.everything.filter(login="east-2-3").exists()


def test_each_secretary_with_an_account_gets_the_post_for_the_term(elected: Any) -> None:
    open_all(elected)
    assert give_all(elected) == 2
    with system_scope("测试"):
        account = Account.everything.get(login="east-2")
    with acting(Scope(account_id=account.pk)):
        (post,) = posts_of(account, TODAY)
    assert (post.role, post.org_code) == ("secretary", "EAST-2")
    assert post.held.upper == date(2028, 7, 1)
    with system_scope("测试"):
        assert all(is_genuine(grant) for grant in Grant.everything.all())
    with pytest.raises(Refused) as refused:
        give_all(elected)
    assert refused.value.codes == {"access.nobody_without_post"}


def test_a_secretary_who_is_an_administrator_is_left_out(elected: Any) -> None:
    with acting(elected.secadmin_scope):
        giving.give_grant(
            account=elected.accounts["member"], org=elected.city, role="auditor",
            first=TODAY, until=None, by=elected.secadmin_scope, at=AT,
        )  # fmt: skip
    open_all(elected)
    assert give_all(elected) == 1


@pytest.mark.parametrize("by", ["sysadmin", "officer", "auditor", "lin"])
def test_others_give_no_posts_in_one_go(elected: Any, by: str) -> None:
    with pytest.raises(Refused) as refused:
        give_all(elected, "east", by)
    assert refused.value.codes == {"access.duty"}


@pytest.mark.parametrize("by", ["secadmin", "officer", "auditor", "lin"])
def test_others_open_no_accounts_in_one_go(elected: Any, by: str) -> None:
    with acting(elected.scopes[by]), pytest.raises(Refused) as refused:
        batches.open_for_secretaries(org=elected.east, by=elected.scopes[by], at=AT)
    assert refused.value.codes == {"access.duty"}


def test_a_secretary_with_a_post_elsewhere_too_is_given_one_by_one(elected: Any) -> None:
    """Seen from a county, whose administrator does not see the post in the other county."""
    with as_owner(), system_scope("测试"):
        elected.account("countysec", "security_admin", elected.county)
    with acting(elected.secadmin_scope):
        giving.give_grant(
            account=elected.accounts["member"], org=elected.other, role="instructor", first=TODAY,
            until=None, by=elected.secadmin_scope, at=AT,
        )  # fmt: skip
    with pytest.raises(Refused) as refused:
        give_all(elected, "east", "countysec")
    assert refused.value.codes == {"access.nobody_without_post"}
