"""Can a code be copied from paper, and is a slip of the pen noticed?"""

from collections import Counter

import pytest

from jingwei.kernel.access import codes


def test_a_code_reads_back_however_it_is_typed():
    code = codes.new_code()
    shown = codes.grouped(code)
    wide = "".join(chr(ord(one) + 0xFEE0) if one.isalnum() else "　" for one in shown)
    for typed in (shown, shown.lower(), shown.replace("-", " "), code, wide):
        assert codes.normal(typed) == code
        assert codes.is_whole(codes.normal(typed))


def test_letters_that_look_like_digits_are_read_as_digits():
    assert codes.normal("o0iIlL1") == "0011111"


@pytest.mark.parametrize("at", range(codes.LENGTH))
def test_one_wrong_character_is_always_noticed(at):
    code = codes.new_code()
    for other in set(codes.ALPHABET) - {code[at]}:
        assert not codes.is_whole(code[:at] + other + code[at + 1 :])


def test_codes_do_not_repeat_and_use_the_whole_alphabet():
    many = [codes.new_code() for _ in range(500)]
    assert len(set(many)) == 500
    assert set(Counter("".join(many))) == set(codes.ALPHABET)


def test_the_digest_depends_on_the_purpose():
    assert codes.digest("A", "slip") != codes.digest("A", "recovery")
    assert codes.digest("A", "slip") == codes.digest("A", "slip")


@pytest.mark.parametrize(
    ("typed", "kept"), [(" East-1 ", "east-1"), ("ＥＡＳＴ－１", "east-1"), ("林 一", "林一")]
)
def test_a_login_is_found_however_it_is_typed(typed, kept):
    assert codes.login_form(typed) == kept
