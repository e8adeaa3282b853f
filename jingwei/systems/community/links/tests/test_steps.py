"""Is a link driven from first to last through its page, as with a mouse, and refused in words?"""

from typing import Any

import pytest

from conftest import as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.models import Person
from jingwei.systems.community.links.models import DualLink
from jingwei.systems.community.links.tests.conftest import asked

WHERE = {"find": "WEST-1", "to": "WEST-1", "place": "西镇二区", "why": "land"}
OWN = frozenset({"agree", "decline", "take_back", "leave"})


class Hands:
    """Posts of the branch of the relation, of the clerk where the member lives, of the member."""

    def __init__(self, town: Any, browser: Any) -> None:
        self.town, self.browser = town, browser

    def do(self, who: str, verb: str, **said: str) -> int:
        if verb in OWN:
            return int(self.browser(who).post(f"/me/link/{verb}/").status_code)
        url = f"/flows/community.link/{self.row.public_id}/steps/{verb}/"
        fields = {f"said-{name}": text for name, text in said.items()}
        return int(self.browser(who).post(url, fields).status_code)

    @property
    def row(self) -> DualLink:
        with acting(self.town.lin_scope):
            return DualLink.everything.latest("id")

    def lines(self) -> int:
        with acting(self.town.officer_scope):
            return Entry.everything.filter(verb__startswith="community.link.").count()

    def goes(self, who: str, verb: str, to: str, **said: str) -> None:
        """The step is offered on the page of the link, taken, and leaves one line."""
        if verb not in OWN:
            page = self.browser(who).get(f"/community/links/{self.row.public_id}/")
            assert f"step={verb}" in page.content.decode()
            if said:
                self.stays(who, verb)
        before = self.lines()
        assert self.do(who, verb, **said) == 302
        assert (self.row.state, self.lines()) == (to, before + 1)

    def stays(self, who: str, verb: str, status: int = 422, **said: str) -> None:
        """Refused: the state is what it was, and nothing is written down."""
        before = self.row.state, self.lines()
        assert self.do(who, verb, **said) == status
        assert (self.row.state, self.lines()) == before


@pytest.fixture
def hands(town: Any, browser: Any) -> Hands:
    return Hands(town, browser)


def test_from_the_first_word_to_the_end_and_no_side_alone(town: Any, hands: Hands) -> None:
    asked(town)
    hands.stays("gu", "receive", contact="西甲")  # the member has not said yes
    hands.stays("branch", "support")
    hands.goes("member", "agree", "asked")
    hands.stays("member", "agree")  # pressed twice
    hands.stays("branch", "receive", status=403, contact="东甲")  # the other side's step
    hands.goes("gu", "receive", "linked", contact="西甲")
    assert (hands.row.contact, hands.row.agreed_on is not None) == ("西甲", True)
    hands.goes("branch", "ask_back", "returning", reason="人少")
    hands.stays("branch", "agree_back", status=403)
    hands.goes("gu", "keep_here", "linked", reason="还住在这里")
    hands.goes("gu", "ask_end", "ending", reason="搬走了")
    hands.stays("gu", "agree_end", status=403)
    hands.goes("branch", "keep_both", "linked", reason="没有搬")
    hands.goes("branch", "ask_back", "returning", reason="住回来了")
    hands.goes("gu", "agree_back", "ended")
    for who, verb in (("gu", "agree_back"), ("branch", "ask_back")):
        hands.stays(who, verb, reason="再来一次")
    assert hands.do("member", "leave") == 404, "nothing of the member's is open"


def test_what_the_other_side_asks_ends_with_the_home_branch(town: Any, hands: Hands) -> None:
    asked(town)
    hands.goes("member", "agree", "asked")
    hands.goes("gu", "receive", "linked", contact="西甲")
    hands.goes("gu", "ask_end", "ending", reason="搬走了")
    hands.goes("branch", "agree_end", "ended")


@pytest.mark.parametrize(
    ("who", "verb", "said", "to"),
    [
        ("member", "decline", {}, "withdrawn"),
        ("branch", "drop", {"reason": "本人搬回来了"}, "withdrawn"),
    ],
)
def test_what_the_branch_asked_may_come_to_nothing(
    town: Any, hands: Hands, who: str, verb: str, said: dict[str, str], to: str
) -> None:
    asked(town)
    hands.goes(who, verb, to, **said)
    hands.stays("gu", "receive", contact="西甲")


@pytest.mark.parametrize(
    ("who", "verb", "said", "to"),
    [
        ("branch", "refuse_wish", {"reason": "就在附近"}, "declined"),
        ("member", "take_back", {}, "withdrawn"),
    ],
)
def test_a_wish_is_asked_on_the_page_and_may_come_to_nothing(
    hands: Hands, who: str, verb: str, said: dict[str, str], to: str
) -> None:
    member = hands.browser("member")
    assert member.post("/me/link/", WHERE).status_code == 302
    assert member.post("/me/link/", WHERE).status_code == 422  # sent twice
    assert hands.row.state == "wished"
    hands.goes(who, verb, to, **said)


@pytest.mark.parametrize(
    ("who", "verb", "said", "to"),
    [
        ("gu", "refuse", {"reason": "不是这里的住户"}, "declined"),
        ("member", "take_back", {}, "withdrawn"),
    ],
)
def test_a_wish_that_was_supported_may_still_come_to_nothing(
    hands: Hands, who: str, verb: str, said: dict[str, str], to: str
) -> None:
    assert hands.browser("member").post("/me/link/", WHERE).status_code == 302
    hands.stays("gu", "support", status=403)
    hands.goes("branch", "support", "asked")
    hands.goes(who, verb, to, **said)


@pytest.mark.parametrize(
    "said",
    [
        {**WHERE, "place": "  "}, {**WHERE, "place": "长" * 61}, {**WHERE, "to": "EAST-2"},
        {**WHERE, "why": "因为"}, {**WHERE, "find": "EAST-1", "to": "EAST-1"}, {},
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_wish_is_said_and_nothing_is_kept(
    town: Any, browser: Any, said: dict[str, str]
) -> None:
    page = browser("member").post("/me/link/", said)
    assert page.status_code == 422
    assert said.get("place", "") in page.content.decode(), "what was typed is still there"
    with acting(town.lin_scope):
        assert not DualLink.everything.exists()


def test_who_stands_on_neither_side_knows_nothing_of_it(town: Any, hands: Hands) -> None:
    asked(town)
    hands.goes("member", "agree", "asked")
    with as_owner():
        for login, org in (("elsewhere", town.other), ("next_door", town.east_two)):
            town.account(login, "clerk", org)
        person = Person.everything.get(pk=town.people["东甲"].pk)
    row = hands.row
    for who in ("elsewhere", "next_door", "new"):
        client = hands.browser(who)
        for url in (
            f"/community/links/{row.public_id}/", f"/flows/community.link/{row.public_id}/",
            f"/community/links/members/{person.public_id}/",
            f"/community/links/members/{person.public_id}/new/",
        ):  # fmt: skip
            assert client.get(url).status_code in ({404, 403} if who == "new" else {404}), url
        hands.stays(who, "receive", status=404, contact="邻居")
    # Where the member lives, the link is known and the file is not.
    for part in ("", "new/"):
        url = f"/community/links/members/{person.public_id}/{part}"
        assert hands.browser("gu").get(url).status_code == 404


def test_a_search_of_the_list_takes_whatever_is_typed(town: Any, hands: Hands) -> None:
    asked(town)
    lin = hands.browser("lin")
    assert "东甲" in lin.get("/community/links/?what=out&name=东").content.decode()
    for typed in ("%00无", "长" * 200, "%", "' OR 1=1"):
        page = lin.get(f"/community/links/?what=out&name={typed}")
        assert page.status_code == 200
        assert "西镇二区" not in page.content.decode()
