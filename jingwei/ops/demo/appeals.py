"""Who does not agree with a decision? Three members whose wish to pay less was not put forward.

One waits to be taken up, one is being looked into, one was answered. Few in any city, so they are
written row by row; each step and paper as the engine of flows would have left it.
"""

import hashlib
import uuid
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any, Final

from django.utils.translation import override

from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.days import SHANGHAI
from jingwei.kernel.flows import papers as flow_papers
from jingwei.kernel.flows import saying, written
from jingwei.kernel.flows.models import Case, Clock, FlowPaper, Taken
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Membership, Person, Position
from jingwei.kernel.privacy import sealing
from jingwei.kernel.rulebook.queries import value_of
from jingwei.ops.demo.city import City
from jingwei.ops.demo.writing import Writer
from jingwei.work.membership.appeals import papers
from jingwei.work.membership.appeals.decisions import above
from jingwei.work.membership.appeals.flows import APPEAL
from jingwei.work.membership.appeals.kinds import ENDS, AppealState
from jingwei.work.membership.appeals.models import Appeal
from jingwei.work.membership.dues.flows import RELIEF
from jingwei.work.membership.dues.kinds import Easing
from jingwei.work.membership.dues.models import Relief

ASKED: Final = "家里有人长期住院，每月药费不少，想少交几个月。"
DECLINED: Final = "先申请困难补助，党费不减。"
WORDS: Final = "我把住院的单据交给支部了，答复里没有提到。请上级看看材料。"
ANSWER: Final = "单据已看。支部已帮助申请困难补助，补助足够，维持答复；情况变了可以再申请。"
STORIES: Final = ((AppealState.TAKEN, 16), (AppealState.ASKED, 3), (AppealState.KEPT, 41))
"""Where each stands, and how many days ago it was made; the first is the demo's own member's."""


def write(city: City, writer: Writer) -> dict[str, int]:
    """The wishes, the answers of the branch, the appeals; nothing where no clerk is above."""
    found = list(zip(_people(), STORIES, strict=False))
    for (person, grant), (state, ago) in found:
        asked = city.today - timedelta(days=ago)
        relief = _relief(person, grant.account, asked - timedelta(days=9))
        _appeal(person, grant, relief, state, asked)
    return {"appeals": len(found)}


def _people() -> list[tuple[Person, Grant]]:
    """Full members of branches below a clerk's organisation; who has the demo's sign-in first."""
    grant = Grant.everything.select_related("account").get(
        account__login="demo-clerk", role="clerk"
    )
    signed_in = Account.everything.exclude(person=None)
    in_post = Position.everything.filter(held__endswith=None).exclude(person=None)
    homes = Membership.everything.filter(
        person__is_demo=True, person__is_gone=False, kind="home", category="full", state="normal",
        held__endswith=None, org__kind="party_branch", org_path__startswith=grant.org_path,
    ).select_related("person__org")  # fmt: skip
    own = homes.filter(person_id__in=signed_in.filter(login="demo-member").values("person_id"))
    others = homes.exclude(person_id__in=signed_in.values("person_id")).exclude(
        person_id__in=in_post.values("person_id")
    )
    rows = (*own, *others.order_by("person__public_id")[: len(STORIES) - 1])
    return [(one.person, grant) for one in rows]


def _relief(person: Person, keeper: Any, on: date) -> Relief:
    """Asked by the member, answered by the branch: the second step is the decision."""
    relief = Relief(
        public_id=uuid.uuid5(person.public_id, "relief"), org=person.org, org_path=person.org_path,
        person=person, state=Easing.DECLINED, since=on.replace(day=1),
        until=date(on.year + 1, 1, 1), is_demo=True,
    )  # fmt: skip
    relief.save(force_insert=True)
    case = _case(RELIEF.code, relief, relief.state, on, on + timedelta(days=4), "2008")
    _step(case, 1, "ask", "", Easing.ASKED, on, {"reason": ASKED}, person.name, "")
    _step(case, 2, "answer", Easing.ASKED, Easing.DECLINED, on + timedelta(days=4),
          {"reason": DECLINED}, str(person.org), "支部书记")  # fmt: skip
    return relief


def _appeal(person: Person, grant: Grant, relief: Relief, state: AppealState, on: date) -> None:
    org = Organisation.everything.get(path=above(person.org_path))
    taken, answered = on + timedelta(days=2), on + timedelta(days=15)
    ended = answered if state == AppealState.KEPT else None
    row = Appeal(
        public_id=uuid.uuid5(person.public_id, "appeal"), org=org, org_path=org.path,
        person=person, name=person.name, home_name=str(person.org), state=state,
        flow=RELIEF.code, subject=relief.public_id, number=2, verb="answer", decided=person.org,
        decided_name=str(person.org), decided_on=on - timedelta(days=5), host=org,
        host_path=org.path, host_name=str(org), asked_on=on, answered_on=ended, is_demo=True,
    )  # fmt: skip
    row.save(force_insert=True)
    last = ended or (taken if state == AppealState.TAKEN else on)
    case = _case(APPEAL.code, row, state, on, last, "always", host=org)
    _step(case, 1, "appeal", "", AppealState.ASKED, on, {"said": WORDS}, person.name, "")
    hand = grant.account, str(ROLES[grant.role].title)
    if state != AppealState.ASKED:
        _step(case, 2, "take", AppealState.ASKED, AppealState.TAKEN, taken, {}, *_names(hand),
              hand[0])  # fmt: skip
    if ended:
        step = _step(case, 3, "keep", AppealState.TAKEN, AppealState.KEPT, ended,
                     {"answer": ANSWER}, *_names(hand), hand[0])  # fmt: skip
        _paper(case, step, row, ended)
    days = int(value_of("appeal.answer.days", on))
    Clock.everything.create(
        org=org, org_path=org.path, case=case, name="answer", number="appeal.answer.days",
        amount=days, unit="days", state="ended" if ended else "running",
        outcome="met" if ended else "", began_on=on, due_on=on + timedelta(days=days),
        ended_on=ended,
    )  # fmt: skip


def _names(hand: tuple[Any, str]) -> tuple[str, str]:
    return hand[0].name, hand[1]


def _case(
    flow: str, row: Any, state: str, begun: date, moved: date, rules: str, host: Any = None
) -> Case:
    over = state in ENDS or flow == RELIEF.code
    case: Case = Case.everything.create(
        public_id=uuid.uuid5(row.public_id, "case"), org=row.org, org_path=row.org_path, flow=flow,
        subject=row.public_id, state=state, rule_set=rules, begun_at=_at(begun),
        moved_at=_at(moved), ended_at=_at(moved) if over else None, person=row.person, host=host,
        host_path=host.path if host else None,
    )  # fmt: skip
    return case


def _step(
    case: Case, number: int, verb: str, before: str, after: str, on: date, said: dict[str, Any],
    name: str, post: str, hand: Any = None,
) -> Taken:  # fmt: skip
    mark = uuid.uuid5(case.public_id, f"step {number}")
    step: Taken = Taken.objects.create(
        public_id=mark, case=case, number=number, verb=verb, from_state=before, to_state=after,
        rule_set=case.rule_set, actor=hand, actor_name=name, post=post, at=_at(on), entry_no=0,
        sealed=saying.sealed(said, mark),
    )  # fmt: skip
    Case.everything.filter(pk=case.pk).update(number=number)
    return step


def _paper(case: Case, step: Taken, row: Appeal, on: date) -> None:
    """The answer, written by the same function as that of a real step."""
    (doc,) = next(one for one in APPEAL.steps if one.verb == step.verb).makes
    with override("zh-hans"):
        look: Any = SimpleNamespace(
            subject=row, said={"answer": ANSWER}, on=on, by=SimpleNamespace(org_id=row.host_id)
        )
        text = written.kept(papers.kept(look))
    mark = uuid.uuid5(case.public_id, doc.name)
    FlowPaper.objects.create(
        public_id=mark, case=case, step=step, slot=doc.name, title=str(doc.title),
        file_name=str(doc.title), media=flow_papers.WORDS, size=len(text.encode()),
        digest=hashlib.sha256(text.encode()).hexdigest(), is_made=True, actor=step.actor,
        actor_name=step.actor_name, at=step.at,
        sealed=sealing.seal(text, column=flow_papers.COLUMN, row=mark),
    )  # fmt: skip


def _at(on: date) -> datetime:
    return datetime.combine(on, time(10), SHANGHAI)
