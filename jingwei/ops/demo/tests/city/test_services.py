"""Does the demo city have nine categories, 40 and more services, and centres that do them?"""

import pytest
from django.db import connection

from conftest import TODAY, as_owner
from jingwei.kernel.figures import queries as figures
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.demo.load import Summary
from jingwei.systems.community.centres.models import (
    ItemWording,
    Offering,
    ServiceCategory,
    ServiceCentre,
    ServiceItem,
    ServiceProposal,
)

pytestmark = pytest.mark.slow


def test_the_service_chain_adds_up(loaded: Summary) -> None:
    with as_owner():
        assert loaded.counts["service_categories"] == ServiceCategory.everything.count() == 9
        assert loaded.counts["service_items"] == ServiceItem.everything.count() >= 40
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM unit WHERE is_demo AND kind IN ('community', 'village')"
            )
            (places,) = cursor.fetchone()
        assert loaded.counts["service_centres"] == ServiceCentre.everything.count() == places > 0
        today = ItemWording.everything.filter(held__contains=TODAY)
        assert today.count() == ServiceItem.everything.count() < ItemWording.everything.count()
        assert set(today.values_list("kind", flat=True)) == {"public", "production", "market"}
        assert Offering.everything.filter(centre__level="village").exists()
        assert ServiceProposal.everything.filter(state="open").exists()
        assert not ServiceCentre.everything.filter(longitude=None).exists()
        city = Organisation.everything.get(is_demo=True, path__regex=r"^.{5}$")
        found = figures.in_month([city.pk], TODAY.replace(day=1))
        assert found[city.pk, "centres.open"].n == places
        assert found[city.pk, "centres.items_done"].n >= 40
        assert found[city.pk, "centres.nine_categories"].n > 0
