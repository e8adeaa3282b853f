"""Does the demo city arrive whole, marked, signed in to, and only once?"""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password

from conftest import TODAY, as_owner
from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.access.posts import is_genuine
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.places.models import Division
from jingwei.kernel.privacy import sealing
from jingwei.ops.demo import signins
from jingwei.ops.demo.load import Summary, load_city
from jingwei.ops.words import Stopped

pytestmark = pytest.mark.slow


def test_the_small_city_arrives_whole_and_marked(loaded: Summary) -> None:
    with as_owner():
        assert Organisation.everything.filter(held__endswith=None).count() == 48
        members = Membership.everything.filter(kind="home", held__endswith=None)
        assert members.count() == 1_000
        models: tuple[Any, ...] = (Organisation, Unit, Person, Account)
        scoped = (model.everything for model in models)
        for marked in (*scoped, Division.objects):
            assert marked.exists()
            assert not marked.filter(is_demo=False).exists()
        gone = set(Person.everything.filter(is_gone=True).values_list("pk", flat=True))
        here = set(members.values_list("person_id", flat=True))
        assert gone == set(Person.everything.values_list("pk", flat=True)) - here
        person = Person.everything.get(name="周示一")
        number = sealing.unseal(person.id_number, column="person.id_number", row=person.public_id)
        assert number[:2] == "99"
        assert number.endswith(person.id_tail)
        assert person.id_index is not None
        assert bytes(person.id_index) == sealing.index(number, column="person.id_number")


def test_no_part_is_empty(loaded: Summary) -> None:
    assert [part for part, count in loaded.counts.items() if not count] == []


def test_each_part_has_its_line_in_the_ledger(loaded: Summary) -> None:
    with as_owner():
        lines = Entry.everything.filter(verb="demo.city.load")
        assert lines.count() == len(set(loaded.seconds) - {"draw", "figures", "annual", "whole"})
        assert {line.org.code for line in lines} == {"DEMO"}


def test_any_part_of_a_name_finds_an_organisation(loaded: Summary) -> None:
    from jingwei.kernel.access.scope import system_scope
    from jingwei.kernel.orgs.queries import search

    with as_owner(), system_scope("测试") as everywhere:
        for typed in ("新苑社区第二", "xinyuanshequdier", "xysq", "DEMO-0201"):
            assert any("新苑" in org.name for org in search(everywhere, typed)), typed


def test_there_is_a_sign_in_for_each_role_and_one_person_with_two_posts(loaded: Summary) -> None:
    with as_owner():
        grants = list(Grant.everything.select_related("account"))
        assert {grant.role for grant in grants} == set(ROLES)
        assert all(is_genuine(grant) for grant in grants)
        cadre = [grant.role for grant in grants if grant.account.login == "demo-cadre"]
        assert sorted(cadre) == ["cadre", "secretary"]
        member = Account.everything.get(login="demo-member")
        assert member.person.name == "吴示二"
        assert member.pk not in {grant.account_id for grant in grants}
        assert all(check_password(signins.password(), one.password)
                   for one in Account.everything.all())  # fmt: skip


def test_the_password_is_made_for_this_installation_and_printed_with_every_sign_in(
    loaded: Summary, data: Path
) -> None:
    kept = data / "secrets" / "demo"
    assert kept.read_text().strip() == signins.password()
    assert kept.stat().st_mode & 0o077 == 0
    said = signins.lines()
    assert signins.password() in said[0]
    assert len(said) == len(signins.SIGN_INS) + 1


CAME = ("people.admitted", "people.transferred_in", "people.restored", "people.moved_in")
WENT = ("people.transferred_out", "people.died", "people.left", "people.moved_out")


@pytest.mark.parametrize("code", ["DEMO", "DEMO-0201-0001", "DEMO-0201-0004", "DEMO-0203-0007"])
def test_the_balance_closes_by_the_figures_too(loaded: Summary, code: str) -> None:
    """Last month's members + in - out = this month's, for city, street, community and village."""
    from jingwei.kernel.figures.queries import series

    with as_owner():
        org = Organisation.everything.get(code=code)
        codes = ("people.members", *CAME, *WENT)
        told = series(org.pk, TODAY, codes=codes, months=14)
    members = [figure.n or 0 for figure in told["people.members"]]
    assert all(members)
    for at in range(1, 14):
        came = sum(told[one][at].n or 0 for one in CAME)
        went = sum(told[one][at].n or 0 for one in WENT)
        assert members[at - 1] + came - went == members[at], (code, at)
    if code == "DEMO":
        assert members[-1] == 1_000


def test_every_figure_of_conformity_says_something(loaded: Summary) -> None:
    from jingwei.kernel.days import first_of_month
    from jingwei.kernel.figures.queries import in_month

    codes = (
        "orgs.branches_short_of_members", "orgs.branches_too_large",
        "orgs.general_branches_out_of_size", "orgs.committees_too_small",
        "orgs.joint_branches_of_many_units", "orgs.branches_without_committee",
        "orgs.terms_overdue", "orgs.terms_due_soon", "orgs.without_secretary",
        "people.posts_vacant",
    )  # fmt: skip
    with as_owner():
        root = Organisation.everything.get(code="DEMO")
        figures = in_month([root.pk], first_of_month(TODAY), codes=codes)
    for (_org, code), figure in figures.items():
        assert 0 < (figure.n or 0) < (figure.d or 0), code


def test_a_second_demo_city_is_refused(loaded: Summary) -> None:
    with as_owner(), pytest.raises(Stopped, match="已经装入"):
        load_city(size="small", today=TODAY)
