"""Which numbers may stand in free words?"""

import pytest

from jingwei.kernel.privacy.words import without_numbers


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("核对 320612197002110006", "核对 **************0006"),
        ("号码32061219700211000X有误", "号码**************000X有误"),
        ("旧证320612700211000", "旧证***********1000"),
        ("本人电话19876541000。", "本人电话*******1000。"),
        ("电话 +86 198 7654 1000", "电话 *************1000"),
        ("打198-7654-1000没人接", "打*********1000没人接"),
        ("３２０６１２１９７００２１１０００６", "**************０００６"),
        ("卡号6222021234567890123", "卡号***************0123"),
    ],
)
def test_a_number_of_a_person_is_starred_but_its_end(said, kept):
    assert without_numbers(said) == kept
    assert without_numbers(kept) == kept


@pytest.mark.parametrize(
    "said",
    ["", "按苏委〔2026〕12号办理", "2026-11-01 至 2026-11-30", "座机 0513-85510000", "3206120001",
     "金额 1234567.89 元", "20261126001"],
)  # fmt: skip
def test_other_numbers_stay(said):
    assert without_numbers(said) == said
