"""Does the sentence over the table say no more than the numbers do?"""

from datetime import date
from decimal import Decimal
from typing import Any

from jingwei.kernel.figures.figure import Figure
from jingwei.kernel.figures.registered import indicator
from jingwei.shell.figures.headline import headline

OVERDUE, VACANT = "orgs.terms_overdue", "orgs.without_secretary"
TEN = Decimal(10)


def seen(code: str, n: int | None, d: int | None) -> Any:
    number = None if n is None else Decimal(n)
    whole = None if d is None else Decimal(d)
    return Figure(indicator(code), 1, date(2026, 11, 23), number, whole, least=5)


def test_without_data_there_is_only_a_name() -> None:
    said = headline([seen(OVERDUE, None, None), seen(VACANT, 0, 0)], attention=TEN)
    assert (said.title, said.text) == ("组织设置", "")


def test_where_all_is_met_it_says_what_was_looked_at() -> None:
    said = headline([seen(OVERDUE, 0, 30), seen(VACANT, None, None)], attention=TEN)
    assert said.title == "核对过的设置要求都符合"
    assert said.text == "核对了 1 项要求。"


def test_small_gaps_are_not_made_large() -> None:
    said = headline([seen(OVERDUE, 1, 30), seen(VACANT, 0, 30)], attention=TEN)
    assert said.title == "组织设置基本符合，还有 1 项要看"
    assert said.text == "算得出占比的都没有超过 10%。"


def test_a_gap_is_wide_only_above_the_number_of_the_rulebook() -> None:
    assert headline([seen(OVERDUE, 3, 30)], attention=TEN).title.startswith("组织设置基本符合")
    said = headline([seen(OVERDUE, 4, 30), seen(VACANT, 9, 30)], attention=TEN)
    assert said.title == "2 项设置要求差距较大"
    assert said.text.startswith("“书记空缺的组织”、“任期已到、没有换届的组织”")


def test_of_a_few_organisations_no_share_is_concluded() -> None:
    said = headline([seen(OVERDUE, 2, 3)], attention=TEN)
    assert said.title == "组织设置基本符合，还有 1 项要看"
    assert said.text == "应核对的都不到 5 个，看名单就行。"
