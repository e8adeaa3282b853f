"""Single values in every form that rosters hold."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingwei.kernel.rulebook.codes import people
from jingwei.ops.imports.cells import dates, numbers, texts
from jingwei.ops.imports.cells.dates import Dated
from jingwei.ops.imports.cells.values import Context
from jingwei.ops.imports.tests.made import TODAY, id_number

CONTEXT = Context(TODAY)


def read(parser, *raws):
    """Values, codes of what is said, suggestions."""
    parsed = parser(list(raws), CONTEXT)
    finds = [parsed.finds.get(at) for at in range(len(raws))]
    return parsed.values, [f and f.code for f in finds], [f and f.suggestion for f in finds]


def day(raw, *others):
    parsed = dates.days([raw, *others], CONTEXT)
    return parsed.values[0]


def wrong(raw, *others):
    parsed = dates.days([raw, *others], CONTEXT)
    assert parsed.values[0] is None
    return parsed.finds[0].code, parsed.finds[0].suggestion


FIRST_OF_MAY = Dated(date(1990, 5, 1), "day")
MAY = Dated(date(1990, 5, 1), "month")


@pytest.mark.parametrize(
    "raw",
    ["1990-5-1", "1990-05-01", "1990/5/1", "1990.5.1", "1990．５．１", "1990年5月1日",
     "1990年05月01日", "19900501", "1990 05 01", "1990.0501", "1990-05-01 00:00:00",
     "1990/5/1 8:30", "一九九〇年五月一日", "1990。5。1", "1990、5、1", " 1990-5-1 ",
     "'1990-05-01", "1990年5月1号", "１９９０－０５－０１", date(1990, 5, 1),
     datetime(1990, 5, 1, 23, 59), 32994.0, "32994", 19900501.0],  # noqa: DTZ001 - sheets have no zone
)  # fmt: skip
def test_a_day_in_every_form(raw):
    assert day(raw) == FIRST_OF_MAY


@pytest.mark.parametrize(
    "raw",
    ["1990.05", "199005", "1990-5", "1990年5月", "1990年05月", "1990/05", "1990.5", "1990年5",
     199005.0, 1990.05, "1990-05-00", "19900500", "一九九〇年五月", "１９９０．０５", "1990.05."],
)  # fmt: skip
def test_a_month_in_every_form(raw):
    assert day(raw) == MAY


@pytest.mark.parametrize("raw", ["1990", "1990年", 1990.0, "1990-00-00", "19900000", "1990.00"])
def test_a_year_in_every_form(raw):
    assert day(raw) == Dated(date(1990, 1, 1), "year")


@pytest.mark.parametrize("raw", ["不详", "未知", "记不清", "待查"])
def test_a_day_that_is_not_known_stays_unknown(raw):
    assert day(raw) == dates.UNKNOWN


@pytest.mark.parametrize("raw", ["", " ", "/", "无", "—", "至今", "0"])
def test_nothing_said_is_nothing(raw):
    assert day(raw) is None
    assert read(dates.days, raw)[1] == [None]


@pytest.mark.parametrize(
    ("raw", "code", "suggestion"),
    [
        ("90.5", "date.two_digit_year", "1990-05"),
        ("90.05.01", "date.two_digit_year", "1990-05-01"),
        ("19年7月", "date.two_digit_year", "2019-07"),
        ("05年7月", "date.two_digit_year", "2005-07"),
        (90.5, "date.two_digit_year", "1990-05"),
        ("1990-02-30", "date.impossible", None),
        ("1900.02.29", "date.impossible", None),
        ("1990.13", "date.impossible", None),
        ("0190-05-01", "date.impossible", None),
        ("农历1990年三月初五", "date.lunar", None),
        ("5/13/1990", "date.unreadable", "1990-05-13"),
        ("5/1/1990", "date.unreadable", None),
        ("1990年5月1日前后", "date.unreadable", "1990-05-01"),
        ("1990501", "date.unreadable", None),
        ("大约那年", "date.unreadable", None),
        (1990.1, "date.lost_zero", None),
    ],
)
def test_what_is_no_day_is_said_and_never_guessed(raw, code, suggestion):
    assert wrong(raw) == (code, suggestion)


def test_october_that_lost_its_zero_is_told_by_its_neighbours():
    assert wrong(1990.1, 1991.05) == ("date.lost_zero", "1990-10")
    assert wrong("1990.1", "1991.05") == ("date.lost_zero", "1990-10")
    assert day("1990.1", "1991.5") == Dated(date(1990, 1, 1), "month")


def test_serial_numbers_are_remembered_as_such():
    assert dates.days(["", 32994.0, "1990-05-01"], CONTEXT).serials == [1]


@pytest.mark.parametrize(
    ("raw", "value"), [("2026-09", "2026-09"), ("202609", "2026-09"), ("2026年9月30日", "2026-09"),
                       (date(2026, 9, 1), "2026-09")]
)  # fmt: skip
def test_a_month_of_dues_in_every_form(raw, value):
    assert dates.months([raw], CONTEXT).values == [Dated(date(2026, 9, 1), "month")]
    assert Dated(date(2026, 9, 1), "month").text == value


def test_a_year_is_no_month_of_dues():
    assert read(dates.months, "2026")[1] == ["date.too_precise"]


all_days = st.dates(date(1870, 1, 1), date(2150, 12, 31))
FORMS = ("%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日", "%Y－%m－%d")


@given(all_days, st.sampled_from(FORMS))
@settings(max_examples=500)
def test_every_day_in_every_form_reads_back(when, form):
    text = when.strftime(form)
    assert day(text) == Dated(when, "day")
    assert day(day(text).text) == Dated(when, "day")


@given(all_days)
def test_every_serial_of_a_sheet_is_its_day(when):
    serial = (when - date(1899, 12, 30)).days
    if serial >= 3_000:
        assert day(float(serial)).day == when or serial in dates.YEARS


@given(st.text(max_size=20))
@settings(max_examples=500)
def test_no_text_breaks_a_parser(text):
    for parser in (dates.days, texts.name, texts.reference, texts.text(20), numbers.id_numbers,
                   numbers.phone, numbers.money, numbers.credit, numbers.yes_no, numbers.whole,
                   numbers.division, numbers.choice(people.SEX)):  # fmt: skip
        parsed = parser([text], CONTEXT)
        assert len(parsed.values) == 1


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_number_breaks_a_parser(value):
    for parser in (dates.days, texts.name, numbers.id_numbers, numbers.phone, numbers.money):
        assert len(parser([value], CONTEXT).values) == 1


@given(all_days, st.sampled_from(["day", "month", "year"]))
def test_a_date_spans_what_it_may_mean(when, precision):
    first, last = Dated(when, precision).span()
    longest = {"day": 0, "month": 30, "year": 365}[precision]
    assert 0 <= last - first <= longest or precision != "day"
    assert date.fromordinal(last) + timedelta(0) >= when


# names

RARE_TEXT = """
𠮷田一 𬱖某 㐂示 䶮某 𰻞示 龙䶮 㛃示 㳚某 䴙示 𡋾某 𤧛示 𥖄某 𦈡示
𨭎某 𩽾示 𪨊某 𫍽示 𬀩某 𬭊示 𬺈某 㑇示 㕮某 㘎示 㙍某 㙘示 㙦某 㛹示
㟃某 㠇示 㠓某 㤘示 㥄某 㧐示 㧑某 㧟示 㫰某 㬊示 㬎某 㬚示 㭎某 㮾示
㰀某 阿不都·热合曼 买买提·艾力 古丽·示·巴依 卓玛·示 嬲示 犇某 骉示
猋某 淼示 焱某 垚示 掱某 畾示 龘某 靐示 欧阳示一 单示 仇某
"""
RARE = RARE_TEXT.split()


def test_sixty_rare_names_are_kept_as_written():
    assert len(RARE) >= 60
    values, said, _ = read(texts.name, *RARE)
    assert values == RARE
    assert said == [None] * len(RARE)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("张 三", "张三"), ("张\u3000三", "张三"), (" 张三 ", "张三"), ("张\n三", "张三"),
        ("张\u200b三", "张三"), ("\ufeff张三", "张三"), ("\u202e张三", "张三"),
        ("阿不都•热合曼", "阿不都·热合曼"), ("阿不都・热合曼", "阿不都·热合曼"),
        ("阿不都‧热合曼", "阿不都·热合曼"), ("阿不都.热合曼", "阿不都·热合曼"),
        ("阿不都 · 热合曼", "阿不都·热合曼"), ("John  Smith", "John Smith"),
        ("e\u0301t\u00e9 示", "\u00e9t\u00e9 示"),
    ],
)  # fmt: skip
def test_names_are_freed_of_what_does_not_belong(raw, name):
    assert read(texts.name, raw)[0] == [name]


@pytest.mark.parametrize(
    ("raw", "code"),
    [("张?", "name.broken"), ("张\ufffd", "name.broken"), ("□某", "name.broken"),
     ("123", "name.broken"),
     ("=张三", "name.formula"), ("＝张三", "name.formula"), ("字" * 51, "name.too_long")],
)  # fmt: skip
def test_names_that_cannot_be_right_are_refused(raw, code):
    values, said, _ = read(texts.name, raw)
    assert (values, said) == ([None], [code])


def test_a_name_of_fifty_characters_beyond_the_bmp_fits():
    assert read(texts.name, "𠮷" * 50)[0] == ["𠮷" * 50]


def test_a_character_of_the_private_area_becomes_its_standard_one_and_is_said():
    assert read(texts.name, "\ue863某")[:2] == (["䶮某"], ["name.private"])
    assert read(texts.name, "\uf8ff某")[1] == ["name.broken"]


def test_a_name_with_a_digit_is_taken_and_said():
    assert read(texts.name, "周示3")[:2] == (["周示3"], ["name.unusual"])


@pytest.mark.parametrize("raw", ["", "空缺", "暂缺", "（空缺）"])
def test_a_vacant_seat_has_no_holder(raw):
    assert read(texts.holder, raw)[:2] == ([None], [None])


@given(st.text("一二三甲乙丙·𠮷", min_size=1, max_size=50))
def test_cleaning_a_name_twice_changes_nothing(text):
    once = texts.clean_name(text)
    assert texts.clean_name(once) == once


def test_text_keeps_its_length_limit_in_code_points():
    assert read(texts.text(3), "𠮷𠮷𠮷", "𠮷𠮷𠮷𠮷")[:2] == (
        ["𠮷𠮷𠮷", None],
        [None, "cell.too_long"],
    )


# numbers


@pytest.mark.parametrize("raw", [3.206021985070113e17, "3.20602E+17", "3.2060219850701E+17"])
def test_an_id_number_that_became_a_number_is_refused_in_words(raw):
    values, said, suggestions = read(numbers.id_numbers, raw)
    assert (values, said, suggestions) == ([None], ["id.became_number"], [None])


def test_an_id_number_cut_to_fifteen_digits_and_filled_with_zeros_is_told():
    assert read(numbers.id_numbers, "320602198507011000")[1] == ["id.truncated"]


@pytest.mark.parametrize(
    "raw", [id_number(), f"'{id_number()}", f" {id_number()} ", f"{id_number()}\t"]
)
def test_an_id_number_is_freed_of_the_marks_of_spreadsheets(raw):
    assert read(numbers.id_numbers, raw)[:2] == ([id_number()], [None])


@pytest.mark.parametrize("raw", ["", "无", "不详", "/"])
def test_a_person_without_an_id_number_is_possible(raw):
    assert read(numbers.id_numbers, raw)[:2] == ([None], [None])


def test_an_old_id_number_is_taken_and_said():
    assert read(numbers.id_numbers, "320612800501001")[:2] == (["320612800501001"], ["id.legacy"])
    assert read(numbers.id_numbers, 320612800501001.0)[1] == ["id.legacy"]


@pytest.mark.parametrize(
    ("raw", "number", "code"),
    [
        ("13800001234", "13800001234", None),
        (13800001234.0, "13800001234", None),
        ("+86 13800001234", "13800001234", None),
        ("0513-85110000", "0513-85110000", None),
        ("13800001234/0513-85110000", "13800001234", "phone.two"),
        ("0513-85110000、13800001234", "13800001234", "phone.two"),
        ("1380000123", None, "phone.form"),
        ("1.38E+10", None, "phone.became_number"),
        (51385110000.0, None, "phone.form"),
        ("无", None, None),
    ],
)
def test_telephone_numbers(raw, number, code):
    assert read(numbers.phone, raw)[:2] == ([number], [code])


def test_a_landline_that_lost_its_zero_gets_a_suggestion():
    assert read(numbers.phone, 51385110000.0)[2] == ["0513-85110000"]


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        ("12.50元", "12.50"),
        (12.5, "12.50"),
        ("￥1,200", "1200.00"),
        ("１２", "12.00"),
        (0.0, "0.00"),
    ],
)
def test_money(raw, amount):
    assert read(numbers.money, raw)[0] == [Decimal(amount)]


@pytest.mark.parametrize(
    ("raw", "code"),
    [("十二", "number.unreadable"), (12.345, "number.unreadable"), ("-3", "number.negative")],
)
def test_what_is_no_sum(raw, code):
    assert read(numbers.money, raw)[:2] == ([None], [code])


@pytest.mark.parametrize(
    ("raw", "value"), [("是", True), ("√", True), ("Y", True), (1.0, True), ("TRUE", True),
                       ("否", False), ("×", False), ("无", False), (0.0, False), ("", None)]
)  # fmt: skip
def test_yes_and_no(raw, value):
    assert read(numbers.yes_no, raw)[:2] == ([value], [None])


def test_what_is_neither_yes_nor_no():
    assert read(numbers.yes_no, "也许")[1] == ["yes_no.unreadable"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [("9.1440300708461136E+17", "credit.became_number"), ("91350100M000100Y4", "credit.form"),
     ("91350100M000100Y44", "credit.check"), ("320600000123456", "credit.legacy")],
)  # fmt: skip
def test_credit_codes_that_do_not_hold(raw, code):
    assert read(numbers.credit, raw)[1] == [code]


def test_a_code_that_is_not_on_the_list_gets_a_suggestion():
    values, said, suggestions = read(numbers.choice(people.ETHNICITY), "汉组", "汉", 1.0)
    assert values == [None, "01", "01"]
    assert said == ["code.unknown", None, None]
    assert suggestions == ["汉族", None, None]


def test_no_finding_holds_the_value():
    raws = ["3.20602E+17", "110105194912310021", "90.5", "张?某", "1380000123"]
    for parser in (numbers.id_numbers, dates.days, texts.name, numbers.phone):
        for find in parser(raws, CONTEXT).finds.values():
            said = str(find.params)
            assert not any(re.escape(raw) in said for raw in raws)
