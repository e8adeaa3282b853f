"""Do units come, change and go, always with an organisation responsible?"""

from datetime import date
from typing import Any

import pytest

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.orgs import actions, queries, tie_actions, unit_actions
from jingwei.kernel.orgs.models import NamePart, Unit

GOOD, OTHER = "91350100M000100Y43", "91110000802100433B"
SINCE = date(2020, 1, 1)


def opened(town: Any, who: str = "lin", **more: Any) -> Unit:
    told = {
        "org": town.east, "name": "示例重工有限公司", "kind": "private_firm", "on": SINCE,
        "by": town.scopes[who], "at": AT,
    }  # fmt: skip
    return unit_actions.open_unit(**told | more)


def test_lin_puts_a_firm_on_file_and_finds_it_by_any_part_of_its_name(town):
    with acting(town.lin_scope):
        unit = opened(town, code=f" {GOOD.lower()} ", phone="0513-85110000", headcount=120)
        assert (unit.code, unit.legacy_code) == (GOOD, "")
        for typed in ("示例重工", "重工", "zhonggong", "zgyx", GOOD, "91350100m"):
            assert queries.search_units(town.lin_scope, typed) == [unit], typed
        line = Entry.everything.order_by("-id").first()
        assert (line.verb, line.subject_id) == ("orgs.unit.open", str(unit.public_id))
        assert "85110000" not in line.payload
    with acting(town.gu_scope):
        assert queries.search_units(town.gu_scope, "重工") == []


def test_a_registration_number_of_old_is_kept_as_such(town):
    with acting(town.lin_scope):
        unit = opened(town, code="123456789012345")
        assert (unit.code, unit.legacy_code) == (None, "123456789012345")


def test_all_that_is_wrong_with_a_unit_is_told_at_once(town):
    with acting(town.lin_scope):
        before = Entry.everything.count()
        with pytest.raises(Refused) as refused:
            opened(town, name=" ", kind="shop", code="91350100M000100Y44", division="990000000000",
                   phone="12", headcount=-1, on=date(2027, 1, 1))  # fmt: skip
        assert refused.value.codes == {
            "unit.no_name", "unit.kind", "unit.code_check", "unit.division", "unit.phone_form",
            "unit.headcount", "org.future",
        }  # fmt: skip
        assert Entry.everything.count() == before
        assert not Unit.everything.exists()


def test_a_code_on_file_next_door_is_taken(town):
    with acting(town.gu_scope):
        opened(town, "gu", org=town.west, code=GOOD)
    with acting(town.lin_scope):
        with pytest.raises(Refused) as refused:
            opened(town, code=GOOD)
        assert refused.value.codes == {"unit.code_taken"}
        opened(town, code=OTHER)


def test_gu_cannot_put_a_firm_on_file_in_the_east(town):
    with acting(town.gu_scope), pytest.raises(Refused) as refused:
        opened(town, "gu")
    assert refused.value.status == 403


def test_a_renamed_firm_is_found_by_its_new_name(town):
    with acting(town.lin_scope):
        unit = opened(town)
        told = {"kind": "private_firm", "by": town.lin_scope, "at": AT, "version": unit.version}
        unit = unit_actions.edit_unit(unit=unit, name="示例智造有限公司", **told)
        assert queries.search_units(town.lin_scope, "智造") == [unit]
        assert queries.search_units(town.lin_scope, "重工") == []
        assert Entry.everything.order_by("-id").first().verb == "orgs.unit.rename"
        with pytest.raises(Refused) as refused:
            unit_actions.edit_unit(unit=unit, name="丙", **told)
        assert refused.value.status == 409


def test_a_firm_with_a_branch_inside_cannot_be_closed(town):
    with acting(town.lin_scope):
        unit = opened(town)
        tie_actions.tie_unit(
            org=town.east_one, unit=unit, situation="legal_unit", by=town.lin_scope, at=AT
        )
        with pytest.raises(Refused) as refused:
            unit_actions.close_unit(unit=unit, on=SINCE, basis="", by=town.lin_scope, at=AT)
        assert refused.value.codes == {
            "unit.has_organisations", "unit.before_start", "org.no_basis",
        }  # fmt: skip
        tie_actions.tie_unit(
            org=town.east_one, unit=None, situation="same", by=town.lin_scope, at=AT
        )
        closed = unit_actions.close_unit(
            unit=unit, on=TODAY, basis="市场监管局通知", by=town.lin_scope, at=AT
        )
        assert closed.held.upper == TODAY


def test_a_unit_goes_over_to_another_organisation_with_its_parts(town):
    with acting(town.lin_scope):
        unit = opened(town)
        told = {"on": TODAY, "basis": "会议纪要", "by": town.lin_scope, "at": AT}
        unit = unit_actions.entrust_unit(unit=unit, org=town.east_two, **told)
        assert unit.org_path == town.east_two.path
        assert set(NamePart.everything.filter(unit=unit).values_list("org_path", flat=True)) == {
            town.east_two.path
        }
        with pytest.raises(Refused) as refused:
            unit_actions.entrust_unit(unit=unit, org=town.east_two, **told)
        assert refused.value.codes == {"unit.same_org"}
        with pytest.raises(Refused) as refused:
            unit_actions.entrust_unit(unit=unit, org=town.west, **told)
        assert refused.value.status == 403


def test_an_organisation_with_units_cannot_be_dissolved(town):
    with acting(town.lin_scope):
        empty = actions.found_organisation(
            parent=town.east, code="EAST-3", name="东镇第三党支部", kind="party_branch",
            founded_on=SINCE, by=town.lin_scope, at=AT,
        )  # fmt: skip
        opened(town, org=empty)
        with pytest.raises(Refused) as refused:
            actions.dissolve_organisation(
                org=empty, on=TODAY, basis="批复", by=town.lin_scope, at=AT
            )
        assert refused.value.codes == {"org.has_units"}
