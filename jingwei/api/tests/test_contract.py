"""Does every operation keep to its description, whatever is sent to it? Never a fault."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import checks
from schemathesis.specs.openapi import checks as openapi

from jingwei.api.tests.test_description import OPERATIONS, name
from jingwei.kernel.access.scope import acting
from jingwei.kernel.people.models import Membership, Post

pytestmark = pytest.mark.slow
CHECKS = [
    checks.not_a_server_error,
    openapi.status_code_conformance,
    openapi.content_type_conformance,
    openapi.response_schema_conformance,
    openapi.response_headers_conformance,
]
ACTORS = {"accounts": "sysadmin", "grants": "secadmin", "ledger": "auditor"}
EXAMPLES = [12, pytest.param(100, marks=pytest.mark.long)]


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """A server gives the connection back after a call; the test's transaction lives on it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@cache
def described() -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())


def samples_of(town: Any) -> dict[str, Any]:
    """Things of the town by the names that paths and bodies have for them."""
    person = str(town.people["东甲"].public_id)
    branch = town.east_one
    return {
        "code": "EAST-1", "organisation": "EAST-1", "superior": "EAST", "to": "EAST-2",
        "manager": "WEST", "member_id": person, "member": person,
        "other": str(town.people["东乙"].public_id), "indicator": "people.members",
        "account_id": str(town.accounts["new"].public_id), "login": "new",
        "grant_id": str(town.grants["branch"].public_id), "kind": "members",
        "post_id": str(Post.everything.create(
            org=branch, org_path=branch.path, title="member",
            held=Membership.everything.filter(org=branch)[0].held).public_id),
        "category": "full", "title": "secretary", "role": "secretary", "on": "2026-10-01",
        "fields": ["phone"], "reason": "verify", "subject": "organisation", "thing": "EAST-1",
    }  # fmt: skip


def real(said: Any, samples: dict[str, Any]) -> Any:
    """``said`` with things of the town in the places whose names they bear."""
    if not isinstance(said, dict):
        return said
    return {key: samples.get(key, value) for key, value in said.items()}


@pytest.mark.parametrize("examples", EXAMPLES)
@pytest.mark.parametrize("operation", OPERATIONS, ids=name)
def test_an_operation_keeps_to_its_description(
    town: Any, key_of: Any, operation: Any, examples: int
) -> None:
    method, path, _ = operation
    key = key_of(ACTORS.get(path.split("/")[3], "officer"))
    with acting(town.scopes["officer"]):
        samples = samples_of(town)
    target = described()[path][method]

    @settings(
        max_examples=examples, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    @given(case=target.as_strategy(), is_real=st.booleans())
    def tried(case: Any, is_real: bool) -> None:
        if is_real:
            case.path_parameters = real(case.path_parameters, samples)
            case.body = real(case.body, samples)
        with transaction.atomic():
            case.call_and_validate(
                headers={"Authorization": f"Bearer {key}"}, checks=CHECKS,
            )  # fmt: skip
            transaction.set_rollback(True)

    tried()
