"""ID numbers: GB 11643-1999."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingwei.kernel.rulebook.codes import identity
from jingwei.kernel.rulebook.codes.identity import Identity, Verdict

TODAY = date(2026, 11, 23)

birthdays = st.dates(date(1870, 1, 1), TODAY)
areas = st.from_regex(r"[1-8][0-9]{5}", fullmatch=True)
serials = st.integers(0, 999)


def number(area: str, born: date, serial: int) -> str:
    seventeen = f"{area}{born:%Y%m%d}{serial:03}"
    return seventeen + identity.check_digit(seventeen)


@pytest.mark.parametrize(
    ("text", "born", "sex"),
    [
        ("11010519491231002X", date(1949, 12, 31), "2"),
        ("440524188001010014", date(1880, 1, 1), "1"),
        ("11010519491231002x", date(1949, 12, 31), "2"),
        ("１１０１０５１９４９１２３１００２Ｘ", date(1949, 12, 31), "2"),
        (" 110105 19491231 002X ", date(1949, 12, 31), "2"),
    ],
)
def test_a_good_number_says_birth_and_sex(text, born, sex):
    assert identity.read(text, today=TODAY) == Identity(identity.normal(text), born, sex)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("110105194912310021", Verdict.CHECK),
        ("1101051949123100", Verdict.FORM),
        ("11010519491231002Y", Verdict.FORM),
        ("3.20602E+17", Verdict.FORM),
        ("", Verdict.FORM),
        (number("110105", date(2026, 11, 24), 2), Verdict.FUTURE),
    ],
)
def test_a_number_that_does_not_hold_says_why(text, verdict):
    assert identity.read(text, today=TODAY) is verdict


@pytest.mark.parametrize("day", ["19000229", "20230229", "19901301", "19900431", "19900100"])
def test_a_birthday_that_never_was_is_refused(day):
    seventeen = f"110105{day}002"
    text = seventeen + identity.check_digit(seventeen)
    assert identity.read(text, today=TODAY) is Verdict.BIRTH


def test_the_leap_day_of_2000_is_a_birthday():
    text = number("110105", date(2000, 2, 29), 2)
    assert isinstance(identity.read(text, today=TODAY), Identity)


def test_digits_of_other_scripts_are_not_digits():
    assert identity.read("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", today=TODAY) is Verdict.FORM


def test_an_old_number_of_fifteen_digits_is_kept_and_never_converted():
    seen = identity.read("110105491231002", today=TODAY)
    assert seen == Identity("110105491231002", date(1949, 12, 31), "2", legacy=True)


def test_an_area_that_no_longer_exists_stays_in_the_number():
    assert isinstance(identity.read(number("320683", date(1960, 5, 1), 7), today=TODAY), Identity)


@given(areas, birthdays, serials)
@settings(max_examples=500)
def test_every_generated_number_is_accepted_and_reads_back(area, born, serial):
    seen = identity.read(number(area, born, serial), today=TODAY)
    assert isinstance(seen, Identity)
    assert seen.born == born
    assert seen.sex == ("1" if serial % 2 else "2")


@given(areas, birthdays, serials, st.integers(0, 17), st.sampled_from("0123456789X"))
@settings(max_examples=500)
def test_any_single_wrong_character_is_found(area, born, serial, place, sign):
    good = number(area, born, serial)
    wrong = good[:place] + sign + good[place + 1 :]
    if wrong != good:
        assert isinstance(identity.read(wrong, today=TODAY), Verdict)


@given(
    st.lists(
        st.one_of(
            st.builds(number, areas, birthdays, serials),
            st.from_regex(r"[0-9]{17}[0-9X]", fullmatch=True),
            st.from_regex(r"[0-9]{15}", fullmatch=True),
            st.text(max_size=20),
            st.builds(number, areas, birthdays.map(lambda d: d + timedelta(9000)), serials),
        ),
        max_size=30,
    )
)
@settings(max_examples=300)
def test_a_column_at_once_says_the_same_as_one_by_one(texts):
    column = identity.check_many(texts, today=TODAY)
    for at, text in enumerate(texts):
        verdict = identity.verdict_of(text, today=TODAY)
        assert column.verdict[at] == verdict
        if verdict <= Verdict.LEGACY:
            seen = identity.read(text, today=TODAY)
            assert isinstance(seen, Identity)
            assert date.fromordinal(int(column.born[at])) == seen.born
            assert column.male[at] == (seen.sex == "1")
