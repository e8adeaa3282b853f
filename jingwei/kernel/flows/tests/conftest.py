"""What do the tests of flows move? A plea of Lin's first branch, and hands that may."""

from typing import Any

import pytest

from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.papers import attach_paper
from tests.example_flow.flows import PLEA
from tests.example_flow.models import Plea

PDF = b"%PDF-1.7\n%%EOF\n"


def make_plea(town: Any, state: str = "draft", *, title: str = "修路", org: Any = None) -> Plea:
    """A plea in whatever state; written by whoever acts."""
    org = org or town.east_one
    plea: Plea = Plea.everything.create(org=org, org_path=org.path, title=title, state=state)
    return plea


@pytest.fixture
def plea(town: Any) -> Any:
    with acting(town.lin_scope):
        return make_plea(town)


def attach(plea: Any, slot: str, *, by: Any, at: Any, data: bytes = PDF) -> Any:
    """One paper that waits for a step."""
    return attach_paper(
        flow=PLEA, subject=plea, slot=slot, name="记录.pdf", data=data, by=by, at=at
    )
