"""Is a ninth system one folder? This adds one, and changes nothing else."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.apps import AppConfig, apps
from django.core.management import call_command
from django.test import Client

from conftest import AT, TODAY, as_owner, as_role
from jingwei.api.tests.conftest import call, key_of  # noqa: F401 - the keys of the API's tests
from jingwei.kernel.access import grants
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.figures import flush, layout, marks, queries
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.ranges import held
from jingwei.kernel.register import register
from jingwei.ops import figure_manual
from jingwei.ops.analysis import cities, columns, compute, engines, portable, snapshot

pytestmark = pytest.mark.slow
NINTH = "jingwei.kernel.figures.tests.ninth"
MONTH = date(2026, 11, 1)
KNOWN_ONCE: tuple[Any, ...] = (
    registered, layout.layout_of, marks.things, columns.tables, portable.translated,
    portable._named,
)  # fmt: skip


def forget() -> None:
    """What a process finds out once, at its start."""
    for one in KNOWN_ONCE:
        one.cache_clear()


@pytest.fixture
def ninth(town: Any) -> Iterator[Any]:
    """The folder is one of the installed apps and its migration runs; that is all.

    Added to those that run: to name it in the settings would start all others a second time.
    """
    config = AppConfig.create(NINTH)
    config.apps = apps
    apps.app_configs[config.label] = config
    config.import_models()
    apps.clear_cache()
    forget()
    try:
        with as_owner(), time_machine.travel(AT, tick=False):
            call_command("migrate", "ninth", verbosity=0)
            grants.apply()
            plant(town, "桃园", town.east_one, Decimal("120.50"))
            plant(town, "梨园", town.east_two, Decimal("79.50"))
            plant(town, "新园", town.west_one, None)
        with as_role("jw_worker"):
            fill_months([MONTH], at=AT)
        yield town
    finally:
        del apps.app_configs[config.label]
        apps.clear_cache()
        register().verbs.pop("ninth.orchard.plant", None)
        forget()


def plant(town: Any, name: str, org: Any, weight: Decimal | None) -> None:
    orchard: Any = apps.get_app_config("ninth").get_model("Orchard")
    with system_scope("测试"):
        orchard.everything.create(
            org=org, org_path=org.path, name=name, held=held(date(2020, 1, 1)), yield_kg=weight
        )


def browser(town: Any, who: str) -> Client:
    client = Client()
    client.force_login(town.accounts[who])
    return client


def test_a_ninth_system_is_one_folder(ninth: Any, call: Any, tmp_path: Any) -> None:  # noqa: F811
    with time_machine.travel(AT, tick=False):
        pages_know_it(ninth)
        the_api_knows_it(ninth, call)
    a_late_record_heals(ninth)
    assert "果园体系" in figure_manual.written()
    another_engine_counts_it(ninth, tmp_path / "snapshot")


def pages_know_it(town: Any) -> None:
    lin = browser(town, "lin")
    overview = lin.get("/overview/").content.decode()
    assert "果园体系" in overview
    assert "平均产量" in overview
    definitions = lin.get("/figures/definitions/").content.decode()
    assert 'id="ninth.orchards_weighed"' in definitions
    assert "照看果园的组织" in definitions
    page = lin.get("/figures/EAST/ninth.orchards/")
    assert page.context["count"] == page.context["figure"].n == 2
    assert {row.name for row in page.context["table"].rows} == {"桃园", "梨园"}
    assert page.context["table"].rows[0].name in page.content.decode()
    assert browser(town, "gu").get("/figures/EAST/ninth.orchards/").status_code == 404


def the_api_knows_it(town: Any, call: Any) -> None:  # noqa: F811
    said = call("lin", "GET", "/figures/EAST?indicator=ninth.yield")
    (figure,) = json.loads(said.content)["figures"]
    assert (Decimal(figure["value"]), Decimal(figure["n"])) == (Decimal(100), Decimal(200))
    meant = json.loads(call("lin", "GET", "/figures/definitions").content)
    (one,) = [found for found in meant if found["code"] == "ninth.orchards_weighed"]
    assert (one["condition"], one["organisation"]) == ("yield_kg IS NOT NULL", "照看果园的组织")


def a_late_record_heals(town: Any) -> None:
    with as_owner():
        plant(town, "后补的", town.east_one, Decimal("0.01"))
    with pytest.MonkeyPatch.context() as patch, as_role("jw_worker"):
        patch.setattr(flush, "_missing", lambda today: [])
        flush.flush(at=AT + timedelta(minutes=1))
    with system_scope("测试"):
        found = queries.in_month([town.city.pk], MONTH, codes=["ninth.orchards", "ninth.yield"])
    assert found[town.city.pk, "ninth.orchards"].n == 4
    assert found[town.city.pk, "ninth.yield"].n == Decimal("200.01")
    assert found[town.city.pk, "ninth.yield"].missing == 1


def another_engine_counts_it(town: Any, place: Any) -> None:
    with as_role("jw_worker"):
        snapshot.write_snapshot(place=place, months=[TODAY.replace(day=1)], at=AT)
    facts = list(compute.work_out(engines.DuckDB(), cities.alone(place)))
    ours = [one for one in facts if one.records == "ninth.orchards"]
    (total,) = [one.total for one in ours if one.org_id == town.city.pk]
    place_of = layout.layout_of(registered().records["ninth.orchards"]).places["ninth.yield"]
    assert (total[0], total[place_of.n], total[place_of.d or 0]) == (4, 20001, 3)
