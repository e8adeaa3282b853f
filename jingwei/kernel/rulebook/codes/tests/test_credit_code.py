"""Unified social credit codes: GB 32100-2015 and GB 11714."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwei.kernel.rulebook.codes import credit_code
from jingwei.kernel.rulebook.codes.credit_code import ALPHABET, Verdict

GOOD = (
    "91350100M000100Y43",
    "91110000802100433B",
    "9144030071526726XG",
    "91440300708461136T",
    "91310000132612172J",
)


def code(head: str, eight: str) -> str:
    seventeen = head + eight + credit_code.organisation_check(eight)
    return seventeen + credit_code.check_character(seventeen)


@pytest.mark.parametrize("text", GOOD)
def test_published_codes_hold(text):
    assert credit_code.verdict_of(text) is Verdict.GOOD


@pytest.mark.parametrize(
    "text", ["９１３５０１００Ｍ０００１００Ｙ４３", "91350100m000100y43", "91350100-M000100Y-43"]
)
def test_width_case_and_hyphens_do_not_matter(text):
    assert credit_code.normal(text) == GOOD[0]


def test_an_old_registration_number_is_kept():
    assert credit_code.verdict_of("320600000123456") is Verdict.LEGACY


@pytest.mark.parametrize(
    "text", ["91350100M000100Y4", "I1350100M000100Y43", "91350100M000100Z43", ""]
)
def test_other_forms_are_no_code(text):
    assert credit_code.verdict_of(text) is Verdict.FORM


def test_an_organisation_code_that_does_not_hold_is_told_apart():
    seventeen = "91350100" + "M000100Y" + "0"
    text = seventeen + credit_code.check_character(seventeen)
    assert credit_code.verdict_of(text) is Verdict.ORGANISATION


heads = st.from_regex(r"[159N][1-9][1-8][0-9]{5}", fullmatch=True)
eights = st.text("0123456789ABCDEFGH", min_size=8, max_size=8)


@given(heads, eights)
def test_every_generated_code_is_accepted(head, eight):
    text = code(head, eight)
    verdict = credit_code.verdict_of(text)
    assert verdict is Verdict.GOOD


@given(heads, eights, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_found(head, eight, place, sign):
    good = code(head, eight)
    wrong = good[:place] + sign + good[place + 1 :]
    if wrong != good:
        assert credit_code.verdict_of(wrong) is not Verdict.GOOD
