"""What was done about who is lost, abroad or leaving, and which notices were written and served?

The steps of each case that the product saw, with what was said sealed; the notices are written by
the same functions as those of a real step. What was decided before the city worked with the
product has no notice here: its paper lies in a cupboard.
"""

import copy
import hashlib
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any, Final

from django.utils.translation import override

from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.days import SHANGHAI
from jingwei.kernel.flows import papers as flow_papers
from jingwei.kernel.flows import saying, written
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.models import Case
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Title
from jingwei.kernel.people.models import Position
from jingwei.kernel.privacy import sealing
from jingwei.kernel.rulebook.queries import value_of
from jingwei.ops.demo.city import City
from jingwei.ops.demo.writing import Writer, octets, or_null, texts
from jingwei.work.membership.standing.flows import ABROAD, LEAVING, LOST
from jingwei.work.membership.standing.kinds import LostState as L
from jingwei.work.membership.standing.models import Leaving, LostContact, OfMember, Stay

BRANCH_LEVEL: Final = 15  # length of the path of a street or town, whose committee decides
SERVED: Final = 72  # of a hundred notices are noted as served
STRUCK_OFF: Final = "lost.struck_off.years"
SECRETARY: Final = "支部书记"
WAYS: Final = ("phone", "visit", "family", "unit", "phone", "police")
FOUND_NOTHING: Final = ("电话没有接通", "旧住处没有人", "亲友也没有联系", "单位说已经离开")

STEPS_COUNTED = """
UPDATE flow_case c SET number = s.n, begun_at = s.first, moved_at = s.last
FROM (SELECT case_id, count(*) AS n, min(at) AS first, max(at) AS last FROM flow_step
      GROUP BY case_id) s
WHERE c.id = s.case_id AND c.flow IN ('membership.lost', 'membership.abroad', 'membership.leaving')
"""
CLOCKS = """
INSERT INTO flow_clock (
    case_id, name, number, amount, unit, source, state, outcome, began_on, due_on, extended, waits,
    escalated_at, is_certain, org_id, org_path
)
SELECT c.id, 'two_years', %(number)s, %(years)s, 'years', '', 'running', '', r.suspended_on,
    (r.suspended_on + make_interval(years => %(years)s))::date, 0, false, NULL, true, r.org_id,
    r.org_path
FROM lost_contact r JOIN flow_case c ON c.flow = 'membership.lost' AND c.subject = r.public_id
WHERE r.is_demo AND r.state = 'suspended' AND r.suspended_on > %(opened)s
"""


@dataclass
class Done:
    """One step of a case: from where to where, on which day, with what was said."""

    verb: str
    before: str
    after: str
    on: date
    said: dict[str, Any] = field(default_factory=dict)
    row: Any = None  # the record as it was that day, where a notice speaks of it
    above: bool = False


def write(city: City, writer: Writer) -> dict[str, int]:
    """Steps, notices and how they were served; runs after the records and their cases."""
    told = _Told(city)
    for flow, model, way in ((LOST, LostContact, _lost), (ABROAD, Stay, _abroad),
                             (LEAVING, Leaving, _leaving)):  # fmt: skip
        cases = dict(Case.everything.filter(flow=flow.code).values_list("subject", "id"))
        for row in model.everything.filter(is_demo=True).select_related("org").order_by("id"):
            told.add(flow, row, cases[row.public_id], list(way(row, city)))
    counts = told.copy(writer)
    writer.cursor.execute(STEPS_COUNTED)
    writer.cursor.execute(CLOCKS, {
        "number": STRUCK_OFF, "years": int(value_of(STRUCK_OFF, city.today)),
        "opened": city.opened,
    })  # fmt: skip
    return counts


def _lost(row: Any, city: City) -> Iterator[Done]:
    """Searches spread over the months; stated after the last of them, or before it was decided."""
    opened, decided = city.opened + timedelta(days=1), row.suspended_on
    if row.state == L.FOUND:
        said = {"on": row.ended_on, "basis": f"示复党字〔{row.ended_on.year}〕3号"}
        yield Done("restore", L.SUSPENDED, L.FOUND, row.ended_on, said, row, above=True)
        return
    if row.state == L.SUSPENDED and (decided is None or decided <= opened + timedelta(days=12)):
        yield from _searched_on(row, opened)
        return
    last = row.last_search_on
    stated = None
    if row.state == L.SUSPENDED:
        stated = decided - min(timedelta(days=10), (decided - opened) / 3)
        last = min(last, stated)
    elif row.state == L.LOST:
        stated = last + timedelta(days=3)
    began = max(opened, row.since + timedelta(days=20))
    began = min(began, last - timedelta(days=row.searches))
    yield Done("open", "", L.SEARCHING, began)
    for at in range(1, row.searches + 1):
        yield _search(row, at, began + (last - began) * at / row.searches, L.SEARCHING)
    if stated is not None:
        seen = copy.copy(row)
        seen.last_search_on = last
        yield Done("confirm", L.SEARCHING, L.LOST, stated, {"cared": True}, seen, above=True)
    if row.state == L.SUSPENDED:
        said = {"on": decided, "basis": f"示停党字〔{decided.year}〕{1 + row.public_id.int % 60}号"}
        yield Done("suspend", L.LOST, L.SUSPENDED, decided, said, row, above=True)


def _searched_on(row: Any, opened: date) -> Iterator[Done]:
    """Suspended before the city worked with the product, which saw the later half of the searches:
    who was not found is looked for all the same."""
    seen = 1 + row.searches // 2
    for at in range(1, seen + 1):
        on = opened + (row.last_search_on - opened) * at / seen
        yield _search(row, at, on, L.SUSPENDED)


def _search(row: Any, at: int, on: date, state: L) -> Done:
    words = FOUND_NOTHING[(at + row.public_id.int) % len(FOUND_NOTHING)]
    return Done("search", state, state, on, {"on": on, "way": WAYS[at % len(WAYS)], "words": words})


def _abroad(row: Any, city: City) -> Iterator[Done]:
    """Only what was decided while the city worked with the product."""
    decided = row.suspended_on
    if row.state != "suspended" or decided is None or decided <= city.opened + timedelta(days=5):
        return
    yield Done("go", "", "abroad", city.opened + timedelta(days=2))
    said = {
        "cared": True,
        "on": decided,
        "basis": f"示停党字〔{decided.year}〕{61 + row.public_id.int % 30}号",
    }
    yield Done("suspend", "abroad", "suspended", decided, said, row, above=True)


def _leaving(row: Any, city: City) -> Iterator[Done]:
    yield Done("ask", "", "asked", row.since)
    if row.talked_on:
        said = {"on": row.talked_on, "words": "听了本人的想法，没有要帮的困难。", "cared": True}
        yield Done("talk", "asked", "talked", row.talked_on, said)
    if row.met_on:
        said = {"on": row.met_on, "words": "支部大会讨论过，同意报上级。"}
        yield Done("meet", "talked", "met", row.met_on, said)
    if row.state == "left":
        said = {
            "on": row.ended_on,
            "basis": f"示备字〔{row.ended_on.year}〕{1 + row.public_id.int % 40}号",
        }
        yield Done("approve", "met", "left", row.ended_on, said, row, above=True)
    elif row.state == "stayed" and row.ended_on:
        yield Done("stay", "talked", "stayed", row.ended_on)


class _Told:
    """Rows of steps, papers and services while they are collected."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.steps: list[tuple[Any, ...]] = []
        self.papers: list[tuple[int, tuple[Any, ...]]] = []
        self.served: list[tuple[Any, ...]] = []
        self.seal = sealing.sealer(flow_papers.COLUMN)
        self.seal_said = sealing.sealer(saying.COLUMN)
        officer = Account.everything.get(login="demo-officer")
        self.hands = {
            grant.org_path: (grant.account, str(ROLES[grant.role].title), grant.org_id)
            for grant in Grant.everything.filter(account__is_demo=True, role="clerk")
            .select_related("account")
        }  # fmt: skip
        self.officer = officer, str(ROLES["officer"].title)
        self.secretaries = dict(
            Position.everything.filter(
                org__is_demo=True, post__title=Title.SECRETARY, held__endswith=None,
                person__isnull=False,
            ).values_list("org_id", "person__name")
        )  # fmt: skip
        self.orgs = dict(
            Organisation.everything.filter(is_demo=True).values_list("path", "id")
        )  # fmt: skip

    def add(self, flow: Flow, row: OfMember, case: int, done: list[Done]) -> None:
        declared = {step.verb: step for step in flow.steps}
        for number, one in enumerate(done, 1):
            hand, post, place = self.hand(row) if one.above else (None, SECRETARY, None)
            name = hand.name if hand else self.secretaries.get(row.org_id, SECRETARY)
            at = datetime.combine(one.on, time(10), SHANGHAI)
            mark = uuid.uuid5(row.public_id, f"step {number}")
            said = json.dumps(one.said, ensure_ascii=False, sort_keys=True, default=str)
            sealed = self.seal_said(said, mark) if one.said else None
            self.steps.append((
                mark, case, number, one.verb, one.before, one.after, "always",
                hand.pk if hand else None, name, post, at.isoformat(), 0, "", "", sealed,
            ))  # fmt: skip
            for doc in declared[one.verb].makes:
                look = SimpleNamespace(
                    subject=one.row, said=one.said, on=one.on, by=SimpleNamespace(org_id=place)
                )
                self.notice(flow, row, case, doc, look, hand, at)

    def hand(self, row: OfMember) -> tuple[Account, str, int]:
        """Who decides above the branch: the clerk of its street, else an officer there."""
        path = row.org_path[:BRANCH_LEVEL]
        if path == row.org_path or path not in self.orgs:
            path = row.org_path[:-5]
        found = self.hands.get(path)
        return found or (*self.officer, self.orgs[path])

    def notice(
        self, flow: Flow, row: OfMember, case: int, doc: Any, look: Any, hand: Any, at: datetime
    ) -> None:
        with override("zh-hans"):
            text, title = written.kept(doc.writes(look)), str(doc.title)
        mark = uuid.uuid5(row.public_id, f"paper {doc.name}")
        self.papers.append((len(self.steps) - 1, (
            mark, case, doc.name, title, title, flow_papers.WORDS, len(text.encode()),
            hashlib.sha256(text.encode()).hexdigest(), self.seal(text, mark), hand.pk, hand.name,
            at.isoformat(),
        )))  # fmt: skip
        self.serve(flow, row, mark, doc.name, at, hand)

    def serve(
        self, flow: Flow, row: OfMember, paper: uuid.UUID, slot: str, at: datetime, hand: Any
    ) -> None:
        dice = (paper.int >> 20) % 100
        on = at.date() + timedelta(days=1 + dice % 6)
        if dice >= SERVED or on > self.city.today:
            return
        how, taker, note = {
            "lost": ("branch", self.secretaries.get(row.org_id, SECRETARY), ""),
            "suspended": ("public", "", "支部公开栏公告，两名党员见证")
            if flow is LOST else ("post", "", ""),
        }.get(slot, ("hand", row.name, ""))  # fmt: skip
        self.served.append((
            uuid.uuid5(paper, "served"), row.org_id, row.org_path, row.person_id, row.name,
            flow.code, row.public_id, paper, slot, at.date(), on, how, taker, note,
            datetime.combine(on, time(16), SHANGHAI).isoformat(), hand.pk,
        ))  # fmt: skip

    def copy(self, writer: Writer) -> dict[str, int]:
        ids = writer.reserve("flow_step", len(self.steps))
        _copy(writer, "flow_step", STEP, [(at, *row) for at, row in zip(ids, self.steps,
                                                                        strict=True)])  # fmt: skip
        _copy(writer, "flow_paper", PAPER, [(ids[at], True, *row) for at, row in self.papers])
        _copy(writer, "standing_service", SERVICE, [(True, *row) for row in self.served])
        return {"standing_steps": len(self.steps), "standing_notices": len(self.papers),
                "standing_served": len(self.served)}  # fmt: skip


STEP: Final = (
    "id public_id case_id number verb from_state to_state rule_set actor_id actor_name post at"
    " entry_no key asked sealed"
)
PAPER: Final = (
    "step_id is_made public_id case_id slot title file_name media size digest sealed actor_id"
    " actor_name at"
)
SERVICE: Final = (
    "is_demo public_id org_id org_path person_id name flow subject paper slot made_on served_on how"
    " taker note noted_at noted_by_id"
)


def _copy(writer: Writer, table: str, names: str, rows: list[tuple[Any, ...]]) -> None:
    if not rows:
        return
    columns = zip(names.split(), zip(*rows, strict=True), strict=True)
    writer.copy(table, len(rows), **{name: _column(name, values) for name, values in columns})


def _column(name: str, values: tuple[Any, ...]) -> Iterator[str]:
    if name == "sealed":
        return octets(values)
    if name == "actor_id":
        return or_null(values)
    if name.startswith("is_"):
        return iter(["t"] * len(values))
    return texts(values)
