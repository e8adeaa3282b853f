"""Are rows of a plain statement the rows that the ORM gives?"""

import pytest
from django.test import Client

from conftest import as_owner
from jingwei.kernel.access.models import Account, Grant, Session
from jingwei.kernel.access.rows import columns_of, rows_of


@pytest.mark.parametrize("model", [Account, Grant])
def test_a_row_of_a_plain_statement_is_the_row_of_the_orm(town, model):
    with as_owner():
        wanted = list(model.everything.order_by("id"))
        sql = f"SELECT {columns_of(model, 'x')}, 7 FROM {model._meta.db_table} x ORDER BY x.id"
        found = list(rows_of(model, sql, []))
    assert wanted
    assert [_said(one) for one, _rest in found] == [_said(one) for one in wanted]
    assert {rest for _one, rest in found} == {(7,)}
    assert not any(one._state.adding or one.get_deferred_fields() for one, _rest in found)


def _said(one):
    return {
        field.attname: bytes(said) if isinstance(said, memoryview) else said
        for field in one._meta.concrete_fields
        for said in [getattr(one, field.attname)]
    }


def _signed_in(town, who):
    client = Client()
    client.force_login(town.accounts[who])
    assert client.get("/members/").status_code == 200
    return client


def _sent_to_the_door(client):
    return client.get("/members/").get("Location", "").startswith("/sign-in/")


def test_a_session_ends_with_the_password_it_began_with(town):
    lin, gu = _signed_in(town, "lin"), _signed_in(town, "gu")
    with as_owner():
        account = Account.everything.get(pk=town.accounts["lin"].pk)
        account.set_password("another one of today")
        account.save()
    assert _sent_to_the_door(lin)
    assert not _sent_to_the_door(gu)


def test_a_session_ends_with_its_account_and_with_its_row(town):
    lin, gu = _signed_in(town, "lin"), _signed_in(town, "gu")
    with as_owner():
        Account.everything.filter(pk=town.accounts["lin"].pk).update(is_active=False)
        Session.objects.filter(account=town.accounts["gu"]).delete()
    assert _sent_to_the_door(lin)
    assert _sent_to_the_door(gu)


def test_a_grant_that_is_gone_opens_nothing_at_the_next_request(town):
    lin = _signed_in(town, "lin")
    with as_owner():
        Grant.everything.filter(account=town.accounts["lin"]).delete()
    assert lin.get("/members/").status_code == 404
