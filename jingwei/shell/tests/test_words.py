"""Are values written the way people read them?"""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from jingwei.kernel.findings import Finding
from jingwei.shell import words

NOON = datetime(2026, 7, 2, 1, 40, tzinfo=UTC)  # 09:40 in Shanghai


@pytest.mark.parametrize(
    ("value", "precision", "written"),
    [
        (date(2026, 7, 2), "day", "2026-07-02"),
        (date(2026, 7, 1), "month", "2026-07"),
        (date(1949, 1, 1), "year", "1949"),
        (datetime(2026, 7, 1, 17, 0, tzinfo=UTC), "day", "2026-07-02"),
        (None, "day", "-"),
    ],
)
def test_a_date_is_written_as_exactly_as_it_is_known(value, precision, written):
    assert words.day(value, precision) == written


def test_a_date_in_a_sentence_names_the_year_only_where_it_differs():
    today = date(2026, 7, 2)
    assert words.day_words(date(2026, 7, 2), today) == "7月2日"
    assert words.day_words(date(2025, 12, 31), today) == "2025年12月31日"


def test_a_moment_is_told_in_shanghais_time():
    assert words.moment(NOON) == "2026-07-02 09:40"
    assert words.moment_words(NOON, NOON) == "今天 09:40"
    assert words.moment_words(NOON, datetime(2026, 7, 5, tzinfo=UTC)) == "7月2日 09:40"


def test_no_value_is_a_dash_and_nothing_else():
    assert {words.day(None), words.moment(None), words.thousands(None), words.tail("")} == {"-"}
    assert words.share(1, 0) == "-"
    assert words.thousands(0) == "0"


def test_counts_beyond_ten_thousand_are_not_told_exactly():
    assert words.capped(10_000) == "10,000"
    assert words.capped(10_001) == "10,000+"


def test_only_the_end_of_a_number_is_told():
    assert words.tail("320***********4420") == "尾号 4420"


def test_a_finding_is_translated_before_its_values_are_filled_in(monkeypatch):
    monkeypatch.setattr(words, "gettext", lambda said: {"还差 {n} 名": "{n} missing"}[said])
    assert words.sentence(Finding("a", "还差 {n} 名", params={"n": 2})) == "2 missing"


def test_a_date_in_a_finding_is_written_for_people():
    finding = Finding("a", "{on} 已换届", params={"on": date(2026, 7, 2)})
    assert words.sentence(finding) == "2026-07-02 已换届"


def test_dates_change_with_the_language():
    with translation.override("en"):
        assert words.day_words(date(2026, 7, 2)) == "2 Jul"
        assert words.weekday(date(2026, 7, 2)) == "Thu"
    assert words.weekday(date(2026, 7, 2)) == "周四"
