"""Are houses within ten minutes counted, and the types of communities kept apart?"""

from datetime import date, time, timedelta
from typing import Any

import pytest

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator
from jingwei.kernel.ranges import held
from jingwei.systems.community.centres.models import (
    ItemWording,
    Offering,
    ServiceCategory,
    ServiceCentre,
    ServiceItem,
)
from jingwei.systems.community.grids.actions import add_building
from jingwei.systems.community.grids.kinds import Formation
from jingwei.systems.community.grids.tests.conftest import (  # noqa: F401 - fixtures
    _today,
    community_of,
    laid,
)
from jingwei.systems.community.measures.indicators import INDICATORS
from jingwei.systems.community.measures.queries import compared

MONTH = date(2026, 11, 1)
RINGS = ("employment", "retirees", "relief", "petition")
SINCE = held(date(2026, 1, 1))


def fill() -> None:
    fill.at = getattr(fill, "at", AT) + timedelta(minutes=1)  # type: ignore[attr-defined]
    with as_role("jw_worker"):
        fill_months([MONTH], at=fill.at)  # type: ignore[attr-defined]


def pair(town: Any, code: str) -> tuple[Any, Any]:
    with acting(town.officer_scope):
        one = queries.in_month([town.city.pk], MONTH, codes=[code])[town.city.pk, code]
    return one.n, one.d


def centre_at(town: Any, lon: float, lat: float, rings: tuple[str, ...]) -> ServiceCentre:
    """A centre that does one item of each of ``rings``."""
    where = {"org": town.east, "org_path": town.east.path}
    with as_owner(), system_scope("测试"):
        shelf = ServiceCategory.everything.create(
            **where, title=f"类{lon}", place=ServiceCategory.everything.count() + 1, held=SINCE
        )
        row: ServiceCentre = ServiceCentre.everything.create(
            **where, name=f"中心{lon}", level="community", address="一号", phone="0300-8000000",
            longitude=lon, latitude=lat, hours=[[1, "09:00", "17:00"]], held=SINCE,
        )  # fmt: skip
        for ring in rings:
            item = ServiceItem.everything.create(**where, category=shelf, held=SINCE)
            ItemWording.everything.create(
                **where, item=item, held=SINCE, title=ring, kind="public", ring=ring,
                takes="当场", basis="目录",
            )  # fmt: skip
            Offering.everything.create(
                **where, centre=row, item=item, held=SINCE, opens=time(9), closes=time(17)
            )
    return row


# Buildings stand at 120.25 and 120.75 east, 32.25 and 32.75 north; 0.004 of latitude are 445 m,
# which are 8 minutes by the rulebook; 0.006 are 667 m and too far.
def test_all_four_services_must_be_within_ten_minutes(laid: Any):  # noqa: F811
    fill()
    assert pair(laid, "measures.circle") == (0, 4)
    centre_at(laid, 120.25, 32.254, RINGS)
    centre_at(laid, 120.75, 32.756, RINGS)
    centre_at(laid, 120.75, 32.25, RINGS[:3])
    fill()
    assert pair(laid, "measures.circle") == (1, 4)
    assert pair(laid, "measures.near") == (2, 4)
    centre_at(laid, 120.751, 32.25, RINGS[3:])  # two centres together have all four
    fill()
    assert pair(laid, "measures.circle") == (2, 4)


def test_a_centre_across_the_border_of_a_cell_or_of_a_town_is_as_near(laid: Any):  # noqa: F811
    row, column = 32.265, 120.2740  # where four cells meet: 1434 times FAR, 3124 times WIDE
    with acting(laid.lin_scope):
        for number, (x, y) in enumerate(((-1, -1), (-1, 1), (1, -1), (1, 1)), 5):
            add_building(
                community=laid.community, code=str(number), name=f"{number}号楼", households=1,
                lon=column + x * 0.001, lat=row + y * 0.001, stairwells=[], by=laid.lin_scope,
                at=AT,
            )  # fmt: skip
    town = centre_at(laid, column + 0.0005, row + 0.0005, RINGS)
    with as_owner():
        ServiceCentre.everything.filter(pk=town.pk).update(org=laid.west, org_path=laid.west.path)
    fill()
    assert pair(laid, "measures.circle") == (4, 8)
    asked = Asked(laid.east, Period(MONTH, TODAY), filled=False)
    with acting(laid.lin_scope):
        seen = evidence(indicator("measures.circle"), asked, laid.lin_scope, part="n")
        assert seen.count() == 4, "the reader of the east counts what lies in the west too"


def test_a_centre_that_closed_reaches_nobody(laid: Any):  # noqa: F811
    row = centre_at(laid, 120.25, 32.25, RINGS)
    fill()
    assert pair(laid, "measures.circle") == (1, 4)
    with as_owner(), system_scope("测试"):
        ServiceCentre.everything.filter(pk=row.pk).update(held=held(date(2026, 1, 1), TODAY))
    fill()
    assert pair(laid, "measures.circle") == (0, 4)


def test_the_types_are_told_apart_and_add_up(laid: Any):  # noqa: F811
    community_of(laid, "新社区", "new_relocated")
    fill()
    assert pair(laid, "measures.communities_old") == (1, None)
    assert pair(laid, "measures.communities_new_relocated") == (1, None)
    assert pair(laid, "measures.staffed_old") == (0, 2)
    assert not pair(laid, "measures.staffed_new_relocated")[1]
    assert pair(laid, "measures.contacted_new_relocated") == (0, 8)
    for share in ("structured", "contacted", "circle", "formal"):
        whole = {"structured": "grids.structured", "contacted": "grids.contacted",
                 "circle": "measures.circle", "formal": "grids.formal"}[share]  # fmt: skip
        parts = [pair(laid, f"measures.{share}_{one.value}")[1] or 0 for one in Formation]
        assert sum(parts) == pair(laid, whole)[1]


def test_without_records_there_is_no_data(town: Any):
    fill()
    assert not any(pair(town, one.code)[0] for one in INDICATORS)
    with acting(town.officer_scope):
        assert compared(town.city.pk, MONTH).types == ()


def test_the_page_opens_each_number(laid: Any, browser: Any):  # noqa: F811
    fill()
    text = browser("lin").get("/community/formations/").content.decode()
    assert "老社区" in text
    assert "measures.staffed_old" in text


@pytest.mark.slow
def test_evidence_is_the_figure(laid: Any):  # noqa: F811
    centre_at(laid, 120.25, 32.254, RINGS)
    fill()
    with acting(laid.officer_scope):
        asked = Asked(laid.city, Period(MONTH, queries.standing(MONTH).on), filled=True)
        for one in INDICATORS:
            n = int(pair(laid, one.code)[0] or 0)
            seen = evidence(indicator(one.code), asked, laid.officer_scope, part="n")
            assert seen.count() == n, one.code
