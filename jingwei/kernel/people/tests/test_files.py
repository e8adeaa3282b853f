"""Does a file begin and change as it should, with a line, and nothing kept of what was refused?"""

import json
from dataclasses import replace
from datetime import date

import pytest

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import id_number
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry, EntryDetail
from jingwei.kernel.ledger.record import values_of
from jingwei.kernel.people import files
from jingwei.kernel.people.actions import add_id_number, correct_details, register_member
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.people.rules import Details, Known

BORN = date(1990, 3, 4)
NUMBER = id_number(BORN, 11)
ZHANG = Details(
    name="张三·买买提", sex="1", ethnicity="05", birth=Known(BORN), education="21",
    joined=Known(date(2012, 5, 1), "m"), full=Known(date(2013, 5, 1), "m"),
    phone="139 1234 5678", address="示例路1号",
)  # fmt: skip


def register(town, by, **changed):
    said = {"org": town.east_one, "details": ZHANG, "category": "full", "on": date(2024, 3, 1),
            "id_number": NUMBER, "by": by, "at": AT} | changed  # fmt: skip
    return register_member(**said)


def again(person):
    return Person.everything.get(pk=person.pk)


def test_a_registered_member_has_a_file_a_branch_and_a_line(town):
    with acting(town.lin_scope) as by:
        person = again(register(town, by))
        assert (person.name, person.id_tail, person.phone_tail) == (
            "张三·买买提",
            NUMBER[-4:],
            "5678",
        )
        assert person.name_key == "张三·买买提"
        assert person.initials.startswith("zsmmt")
        assert files.unsealed(person, "id_number") == NUMBER
        assert NUMBER.encode() not in bytes(person.id_number)
        assert files.details_of(person).joined == Known(date(2012, 5, 1), "m")
        stretch = Membership.everything.get(person=person)
        assert (stretch.org, stretch.category, stretch.held.lower) == (
            town.east_one, "full", date(2024, 3, 1),
        )  # fmt: skip
        entry = Entry.everything.get(verb="people.member.register")
        assert entry.subject_id == str(person.public_id)
        assert (entry.actor_name, entry.org_path) == ("Lin", town.east_one.path)


def test_the_line_holds_commitments_and_its_detail_the_values(town):
    with acting(town.lin_scope) as by:
        register(town, by)
        entry = Entry.everything.get(verb="people.member.register")
        for private in ("张三", NUMBER, "13912345678", "示例路"):
            assert private not in entry.payload
        assert set(json.loads(entry.payload)["committed"]) >= {"name", "id_number", "phone"}
        values = values_of(EntryDetail.objects.get(entry=entry))
    assert (values["id_number"], values["joined"]) == (NUMBER, "2012-05")


def test_a_member_without_an_id_number_is_possible(town):
    with acting(town.lin_scope) as by:
        person = again(register(town, by, id_number=""))
        assert (person.id_index, person.id_tail) == (None, "")


def test_the_number_says_birth_and_sex_where_nobody_did(town):
    bare = replace(ZHANG, birth=None, sex="0")
    with acting(town.lin_scope) as by:
        person = again(register(town, by, details=bare))
    assert (person.birth_on, person.birth_precision, person.sex) == (BORN, "d", "1")


def test_who_may_not_change_members_registers_nobody(town):
    for scope in (town.auditor_scope, town.gu_scope, town.member_scope):
        with acting(scope) as by, pytest.raises(Refused) as refused:
            register(town, by)
        assert refused.value.status == 403
    with acting(town.officer_scope):
        assert not Person.everything.filter(name=ZHANG.name).exists()
        assert not Entry.everything.filter(verb__startswith="people.").exists()


def test_all_reasons_come_at_once_and_nothing_is_kept(town):
    wrong = replace(ZHANG, name="", birth=Known(date(2030, 1, 1)), phone="1")
    with acting(town.lin_scope) as by:
        with pytest.raises(Refused) as refused:
            register(town, by, org=town.east, details=wrong, id_number="12", on=date(2027, 1, 1))
        assert refused.value.codes >= {
            "people.name.missing", "people.date.future", "people.phone.form", "people.id.form",
            "people.home.kind",
        }  # fmt: skip
        assert refused.value.status == 422
        assert Person.everything.count() == 4
        assert not Entry.everything.filter(verb__startswith="people.").exists()


def test_what_is_doubtful_asks_for_a_second_look(town):
    young = replace(ZHANG, joined=Known(date(2006, 5, 1)), full=Known(date(2007, 5, 1)))
    with acting(town.lin_scope) as by:
        with pytest.raises(Refused) as refused:
            register(town, by, details=young)
        assert refused.value.codes == {"people.joined.young"}
        assert register(town, by, details=young, confirmed=True).pk


def test_a_second_file_of_one_name_and_birth_asks_for_a_second_look(town):
    """The other may have no number yet; whom somebody else keeps is not told of."""
    other = id_number(BORN, 13)
    with acting(town.lin_scope) as by:
        register(town, by, id_number="")
        for birth in (Known(BORN), Known(BORN.replace(day=1), "m")):
            with pytest.raises(Refused) as refused:
                register(town, by, id_number="", details=replace(ZHANG, birth=birth))
            assert refused.value.codes == {"people.alike"}
            assert town.east_one.name in str(refused.value)
        for birth in (None, Known(date(1990, 3, 5))):
            assert register(town, by, id_number="", details=replace(ZHANG, birth=birth)).pk
        assert register(town, by, id_number=other, confirmed=True).pk
    with acting(town.gu_scope) as by:
        assert register(town, by, org=town.west_one).pk


def test_a_number_on_file_here_or_elsewhere_is_refused_in_the_same_words(town):
    here, west = town.people["东甲"], town.people["西甲"]
    with acting(town.officer_scope):
        numbers = [files.unsealed(person, "id_number") for person in (here, west)]
    # The town's numbers have no right check digit, so give both people numbers that hold.
    good = [id_number(date(1980, 1, 1), 21), id_number(date(1975, 5, 5), 23)]
    with acting(town.officer_scope):
        for person, number in zip((here, west), good, strict=True):
            files.save_person(person, AT, *files.write_number(person, number))
    assert numbers
    said = set()
    for number in good:
        with acting(town.lin_scope) as by, pytest.raises(Refused) as refused:
            register(town, by, id_number=number, details=replace(ZHANG, birth=None, sex="0"))
        assert refused.value.codes == {"people.id.taken"}
        said.add(str(refused.value))
    assert len(said) == 1
    assert "东甲" not in said.pop()


def test_the_database_refuses_a_number_taken_in_the_same_moment(town, monkeypatch):
    with acting(town.lin_scope) as by:
        register(town, by)
        monkeypatch.setattr(files, "number_is_taken", lambda *_, **__: False)
        with pytest.raises(Refused) as refused:
            register(town, by, details=replace(ZHANG, name="李四"))
        assert refused.value.codes == {"people.id.taken"}
        assert Person.everything.filter(name__in=("张三·买买提", "李四")).count() == 1


def test_a_correction_changes_what_it_names_and_counts_the_version_up(town):
    with acting(town.lin_scope) as by:
        person = again(register(town, by))
        after = replace(files.details_of(person), name="张叁", phone="", work_post="工人")
        correct_details(person=person, details=after, by=by, at=AT, version=1)
        person = again(person)
        assert (person.name, person.work_post, person.version) == ("张叁", "工人", 2)
        assert person.name_key == "张叁"
        assert files.unsealed(person, "phone") == "13912345678", "an empty field is not an order"
        entry = Entry.everything.get(verb="people.member.correct")
        assert json.loads(entry.payload)["fields"] == ["name", "work_post"]
        values = values_of(EntryDetail.objects.get(entry=entry))
    assert values["before"]["name"] == "张三·买买提"
    assert values["after"]["name"] == "张叁"


def test_a_sealed_value_is_taken_away_only_by_name(town):
    with acting(town.lin_scope) as by:
        person = again(register(town, by))
        same = files.details_of(person, sealed=False)
        correct_details(person=person, details=same, by=by, at=AT, erase=("address",))
        person = again(person)
        assert person.address is None
        assert person.address_index is None
        assert person.phone is not None


def test_two_hands_do_not_overwrite_each_other(town):
    with acting(town.lin_scope) as by:
        person = again(register(town, by))
        details = files.details_of(person)
        correct_details(
            person=person, details=replace(details, work_post="甲"), by=by, at=AT, version=1
        )
        with pytest.raises(Refused) as refused:
            correct_details(
                person=person, details=replace(details, work_post="乙"), by=by, at=AT, version=1
            )
        assert refused.value.status == 409
        assert again(person).work_post == "甲"


def test_saying_the_same_again_writes_nothing(town):
    with acting(town.lin_scope) as by:
        person = again(register(town, by))
        correct_details(person=person, details=files.details_of(person), by=by, at=AT)
        assert again(person).version == 1
        assert not Entry.everything.filter(verb="people.member.correct").exists()


def test_an_imported_doubt_does_not_hold_up_another_correction(town):
    young = replace(ZHANG, joined=Known(date(2006, 5, 1)), full=Known(date(2007, 5, 1)))
    with acting(town.lin_scope) as by:
        person = again(register(town, by, details=young, confirmed=True))
        details = replace(files.details_of(person), work_post="工人")
        correct_details(person=person, details=details, by=by, at=AT)
        assert again(person).work_post == "工人"


def test_gu_cannot_touch_a_file_of_the_east(town):
    with acting(town.lin_scope) as by:
        person = again(register(town, by))
        details = replace(files.details_of(person), work_post="工人")
    with acting(town.gu_scope) as by, pytest.raises(Refused) as refused:
        correct_details(person=person, details=details, by=by, at=AT)
    assert refused.value.status == 403


def test_a_missing_number_is_filled_in_by_one_and_a_wrong_one_is_not(town):
    with acting(town.lin_scope) as by:
        person = again(register(town, by, id_number=""))
        add_id_number(person=person, id_number=NUMBER.lower(), by=by, at=AT)
        assert again(person).id_tail == NUMBER[-4:]
        with pytest.raises(Refused) as refused:
            add_id_number(person=person, id_number=id_number(BORN, 13), by=by, at=AT)
        assert refused.value.codes == {"people.id.present"}
        other = again(register(town, by, id_number="", details=replace(ZHANG, name="王五")))
        with pytest.raises(Refused) as refused:
            add_id_number(person=other, id_number=id_number(date(1991, 1, 1), 12), by=by, at=AT)
        assert refused.value.codes == {"people.id.birth", "people.id.sex"}
        assert again(other).id_index is None


def test_one_account_does_not_ask_after_many_numbers(town, monkeypatch):
    from django.core.cache import cache

    cache.clear()
    monkeypatch.setattr(files, "TRIES_A_DAY", 1)
    good = id_number(date(1975, 5, 5), 25)
    with acting(town.officer_scope):
        west = town.people["西甲"]
        files.save_person(west, AT, *files.write_number(west, good))
    seen = []
    for _ in range(2):
        with acting(town.lin_scope) as by, pytest.raises(Refused) as refused:
            register(town, by, id_number=good, details=replace(ZHANG, birth=None, sex="0"))
        seen.append(refused.value.codes)
    assert seen == [{"people.id.taken"}, {"people.id.too_many"}]
    cache.clear()
