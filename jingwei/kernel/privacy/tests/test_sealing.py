"""Does a sealed value open where it belongs and nowhere else, in both suites?"""

import hmac
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwei.kernel.privacy import keys, sealing

ROW = uuid.UUID(int=7)
COLUMN = "person.id_number"


@pytest.fixture(params=["intl", "gm"])
def suite(request: pytest.FixtureRequest, settings: Any) -> str:
    settings.JINGWEI_CRYPTO = request.param
    return str(request.param)


def test_a_value_opens_where_it_was_sealed(suite: str) -> None:
    sealed = sealing.seal("990000198001010016", column=COLUMN, row=ROW)
    assert sealing.unseal(sealed, column=COLUMN, row=ROW) == "990000198001010016"
    assert b"1980" not in sealed


@given(text=st.text(min_size=1, max_size=60))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert (
        sealing.unseal(sealing.seal(text, column=COLUMN, row=ROW), column=COLUMN, row=ROW) == text
    )


def test_many_values_open_each_in_its_row_and_share_no_nonce(suite: str) -> None:
    rows = [uuid.UUID(int=at) for at in range(300)]
    sealed = sealing.sealer_of_many(COLUMN)(["same"] * 300, [row.bytes for row in rows])
    opened = [
        sealing.unseal(one, column=COLUMN, row=row) for one, row in zip(sealed, rows, strict=True)
    ]
    assert opened == ["same"] * 300
    assert len({one[sealing.HEAD : sealing.HEAD + sealing.NONCE] for one in sealed}) == 300


def test_a_value_moved_to_another_row_or_column_does_not_open(suite: str) -> None:
    sealed = sealing.seal("secret", column=COLUMN, row=ROW)
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed, column=COLUMN, row=uuid.UUID(int=8))
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed, column="person.phone", row=ROW)


def test_a_changed_value_does_not_open(suite: str) -> None:
    sealed = bytearray(sealing.seal("secret", column=COLUMN, row=ROW))
    sealed[-1] ^= 1
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(bytes(sealed), column=COLUMN, row=ROW)


def test_equal_values_have_equal_indexes_in_one_column_only(suite: str) -> None:
    assert sealing.index("1", column=COLUMN) == sealing.index("1", column=COLUMN)
    assert sealing.index("1", column=COLUMN) != sealing.index("2", column=COLUMN)
    assert sealing.index("1", column=COLUMN) != sealing.index("1", column="person.phone")
    assert sealing.index("", column=COLUMN) is None


@pytest.mark.parametrize("text", ["1", "示例路一百号", "x" * 200])
def test_an_index_is_an_hmac_so_that_those_on_file_stay_equal(text: str) -> None:
    key = keys.derived(keys.masters()[0].number, f"index:{COLUMN}")
    whole = hmac.digest(key, text.encode(), "sha256")
    assert sealing.index(text, column=COLUMN) == whole[:16]


def test_equal_values_never_look_equal_when_sealed(suite: str) -> None:
    assert sealing.seal("1", column=COLUMN, row=ROW) != sealing.seal("1", column=COLUMN, row=ROW)


def test_values_sealed_before_the_suite_changed_still_open(settings: Any) -> None:
    settings.JINGWEI_CRYPTO = "gm"
    sealed = sealing.seal("old", column=COLUMN, row=ROW)
    settings.JINGWEI_CRYPTO = "intl"
    assert sealing.unseal(sealed, column=COLUMN, row=ROW) == "old"


def test_a_page_shows_stars_and_the_last_four() -> None:
    assert sealing.masked("002X") == "**************002X"
    assert sealing.masked("") == ""
