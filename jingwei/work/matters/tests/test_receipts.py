"""Does a receipt find its one matter, however it is typed, and nothing else?"""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from jingwei.work.matters import receipts

drawn = some.text(alphabet=receipts.SIGNS, min_size=11, max_size=11)


def whole(eleven: str) -> str:
    return eleven + receipts.check_sign(eleven)


def test_a_fresh_code_is_read_as_itself():
    for _ in range(200):
        code = receipts.fresh()
        assert receipts.normal(code) == code
        assert receipts.normal(receipts.grouped(code).lower()) == code


@given(drawn, some.integers(0, 11), some.sampled_from(receipts.SIGNS))
def test_one_wrong_sign_is_always_noticed(eleven, at, sign):
    code = whole(eleven)
    wrong = code[:at] + sign + code[at + 1 :]
    assert receipts.normal(wrong) == (code if wrong == code else "")


@given(drawn, some.integers(0, 11), some.integers(0, 11))
def test_two_swapped_signs_are_noticed(eleven, one, other):
    code = whole(eleven)
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    wrong = "".join(signs)
    assert receipts.normal(wrong) == (code if wrong == code else "")


@pytest.mark.parametrize("typed", ["", "1234", "O" * 40, "好" * 12, "\x00" * 12, "٣" * 12])
def test_what_is_no_code_is_none(typed):
    assert receipts.normal(typed) == ""


def test_look_alikes_and_wide_signs_are_taken_as_meant():
    code = whole("01AB01AB01A")
    typed = code.replace("0", "o").replace("1", "ｌ", 1).replace("A", "Ａ", 1)
    assert receipts.normal(typed) == code
