"""Which cases, pilots and trials has the demo city? Twelve decisions in effect, one under way.

The member of the case under way is 吴示二, who signs in and sees the own part. All names, places
and trials are invented; two stand in for the communities of the article.
"""

import hashlib
import uuid
from datetime import datetime, time, timedelta
from typing import Any, Final

from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.days import SHANGHAI
from jingwei.kernel.flows.models import Case, Clock, Taken
from jingwei.kernel.people.models import Person
from jingwei.kernel.ranges import held
from jingwei.ops.demo.city import City
from jingwei.ops.demo.writing import Writer
from jingwei.systems.competence.disposition import outcomes, sealed
from jingwei.systems.competence.disposition.kinds import PROMPTS
from jingwei.systems.competence.disposition.models import (
    CaseLook,
    Disposition,
    LocalStep,
    Outcome,
    Pilot,
    Point,
    Seat,
    Trial,
)

FLOW: Final = "competence.disposition"
# form, state, days since it took effect: twelve decisions, three forms, help that ended or not.
DECIDED: Final = (
    ("rectify", "lifted", 290), ("rectify", "lifted", 260), ("rectify", "lifted", 240),
    ("rectify", "lifted", 215), ("rectify", "lifted", 200), ("rectify", "escalated", 230),
    ("rectify", "in_rectification", 60), ("advise_leave", "left", 180),
    ("advise_leave", "left", 120), ("strike_off", "final", 150), ("strike_off", "final", 100),
    ("strike_off", "final", 45),
)  # fmt: skip
GROUNDS: Final = {
    "rectify": ["rectify.life"], "advise_leave": ["advise.threat"],
    "strike_off": ["strike.withdrawn"],
}  # fmt: skip
WAY: Final = (
    ("concern", "concern", 70), ("propose", "proposed", 62), ("file", "filed_before", 58),
    ("investigate", "investigating", 55), ("inform", "member_informed", 40),
    ("open_defence", "defence_open", 38), ("review", "defence_open", 30),
    ("call_meeting", "branch_meeting", 28), ("record_vote", "branch_meeting", 25),
    ("approve", "approved", 20), ("serve", "served", 18), ("open_appeal", "appeal_open", 17),
    ("finish", "final", 0),
)  # fmt: skip
PILOTS: Final = (
    ("rural", "示例田村", "t4", "党员外出多、班子齐，镇里有人专管"),
    ("community", "示例港社区", "s1", "新老居民都有，支部愿意先试"),
    ("community", "示例虹社区", "s1", "党员多、记录全，便于对照"),
    ("enterprise", "示例重工", "heavy", "流动快，企业党委有专职干部"),
)
TRIALS: Final = (
    (
        "两名党员一起谈心，先问困难再问表现",
        "有困难的都先帮到",
        "谈了的都先问了困难，帮了几家",
        "kept",
    ),
    ("提意见的时间从5个工作日延到10个", "本人来得及请人作证", "请人作证的多了，没有拖", "kept"),
    ("把五种情形做成表逐项打分", "支部好下结论", "大家只看分不看原因，停了", "dropped"),
    ("帮教人每月只记谈话日期", "谈得下去，不怕记录", "", "open"),
)


def write(city: City, writer: Writer) -> dict[str, int]:
    """Cases with their seats and steps, pilots with their trials, one local name."""
    accounts = {one.login: one for one in Account.everything.filter(is_demo=True)}
    scene = _Scene(city, writer, accounts)
    under_way = scene.under_way()
    decided = scene.decided()
    return {
        "dispositions": under_way + decided, "pilots": scene.pilots(),
        "local_steps": scene.local_step(),
    }  # fmt: skip


class _Scene:
    def __init__(self, city: City, writer: Writer, accounts: dict[str, Account]) -> None:
        self.city, self.at, self.accounts = city, writer.at, accounts
        self.today = city.today
        self.ids, self.orgs = writer.org_ids, city.orgs

    def moment(self, ago: int) -> datetime:
        day = self.today - timedelta(days=ago)
        return datetime.combine(day, time(10), SHANGHAI)

    def grant(self, login: str) -> int:
        found = Grant.everything.filter(account=self.accounts[login]).order_by("id").first()
        return int(found.pk) if found else 0

    def place(self, key: str) -> dict[str, Any]:
        at = self.city.marks[key]
        return {"org_id": self.ids[at], "org_path": self.orgs[at].path}

    def under_way(self) -> int:
        """One case in which the member may speak, and has."""
        member = self.accounts["demo-member"].person
        if member is None:
            return 0
        row = self.case(member, "rectify", "defence_open", informed=9, opened=40)
        names = (("demo-secretary", "drafter"), ("demo-clerk", "approver"),
                 ("demo-county", "superior"))  # fmt: skip
        self.seats(row, member, names)
        self.history(row, [
            ("concern", "concern", 40), ("propose", "proposed", 33), ("file", "filed_before", 30),
            ("investigate", "investigating", 27), ("inform", "member_informed", 4),
            ("open_defence", "defence_open", 3),
        ])  # fmt: skip
        case = Case.everything.get(flow=FLOW, subject=row.public_id)
        Clock.everything.create(
            org_id=row.org_id, org_path=row.org_path, case=case, name="defence",
            number="disposition.defence.working_days", amount=5, unit="working_days",
            source="本系统建议", began_on=self.today - timedelta(days=3),
            due_on=self.today + timedelta(days=4), waits=True,
        )  # fmt: skip
        for number, (said, answer, result) in enumerate((
            ("在外地陪护住院的家人，三次没能参加。", "属实，口头请过假。", "accepted"),
            ("党费托同事代交，以为已经交了。", "", ""),
        ), 1):  # fmt: skip
            point = Point(case=row, number=number, kind="account", asked_at=self.moment(2))
            sealed.keep(point, "said", said)
            if answer:
                sealed.keep(point, "answer", answer)
                point.result, point.answered_at = result, self.moment(1)
                point.answered_by = self.accounts["demo-secretary"]
                point.answered_name = point.answered_by.name
            point.save(force_insert=True)
        for login, ago in (("demo-clerk", 2), ("demo-secretary", 1)):
            one = self.accounts[login]
            CaseLook.objects.create(
                case=row, account=one, name=one.name, post="", at=self.moment(ago)
            )
        return 1

    def decided(self) -> int:
        """Twelve decisions in effect, from the first days on closed and sealed."""
        gone = list(self.people(is_gone=True))
        here = list(self.people(is_gone=False))
        done = 0
        for form, state, ago in DECIDED:
            pool = here if form == "rectify" else (gone or here)
            member = pool.pop(0)
            row = self.case(member, form, state, informed=ago + 40, opened=ago + 70, final=ago)
            self.seats(row, member, (("demo-officer", "approver"),))
            steps = [(verb, to, ago + before) for verb, to, before in WAY]
            self.history(row, steps, last=(form, state, ago))
            self.count(row, ago)
            done += 1
        return done

    def people(self, *, is_gone: bool) -> list[Person]:
        """Some members in an order that is the same in every demo city."""
        rows = Person.everything.filter(is_demo=True, is_gone=is_gone, merged_into=None)
        known = set(
            Account.everything.filter(person__isnull=False).values_list("person", flat=True)
        )
        picked = rows.exclude(pk__in=known).order_by("id")[:400]
        return sorted(picked, key=lambda one: hashlib.md5(  # noqa: S324 - an order, no secret
            str(one.public_id).encode()).hexdigest())[:20]  # fmt: skip

    def case(
        self, member: Person, form: str, state: str, *, informed: int, opened: int,
        final: int | None = None,
    ) -> Disposition:  # fmt: skip
        def day(ago: int) -> Any:
            return self.today - timedelta(days=ago)

        officer, clerk = self.accounts["demo-officer"], self.accounts["demo-clerk"]
        row = Disposition(
            public_id=uuid.uuid5(uuid.NAMESPACE_OID, f"disposition {member.public_id}"),
            org_id=member.org_id, org_path=member.org_path, person=member, state=state, form=form,
            opened_on=day(opened), opened_by=self.accounts["demo-secretary"] if final is None
            else clerk, informed_on=day(informed if final is not None else 4),
            received_on=day(informed - 2 if final is not None else 3), is_demo=True,
            filed_name="示例一街道党工委", filed_path=member.org_path[:-5],
        )  # fmt: skip
        sealed.keep_grounds(row, GROUNDS[form])
        sealed.keep_care(row, dict.fromkeys(PROMPTS, "none") | {"illness": "helped"})
        if final is not None:
            row.voted_on, row.entitled, row.present = day(final + 25), 21, 19
            row.yes, row.no, row.abstained = 15, 3, 1
            row.approved_at, row.approved_by = self.moment(final + 20), officer
            row.served_on, row.outcome, row.final_on = day(final + 18), form, day(final)
            if state != "in_rectification":
                row.closed_on = day(max(final - 180, 1)) if form == "rectify" else day(final)
                row.sealed_at, row.sealed_by = self.moment(max(final - 190, 0)), officer
            if form != "rectify":
                row.barred_until = row.final_on.replace(year=row.final_on.year + 5)
        row.save(force_insert=True)
        return row

    def seats(self, row: Disposition, member: Person, names: tuple[tuple[str, str], ...]) -> None:
        made = [
            Seat(case=row, role=role, account=self.accounts[login], grant=self.grant(login),
                 name=self.accounts[login].name, named_on=row.opened_on, in_minutes=False)
            for login, role in names
        ]  # fmt: skip
        others = Person.everything.filter(org_id=member.org_id, is_gone=False, merged_into=None)
        for person in others.exclude(pk=member.pk).order_by("id")[:2]:
            one = Seat(case=row, role="investigator", person=person, name=person.name,
                       named_on=row.opened_on, in_minutes=True)  # fmt: skip
            sealed.keep(one, "sealed", "没有亲属或利害关系")
            made.append(one)
        Seat.objects.bulk_create(made)
        row.refresh_from_db()

    def history(
        self, row: Disposition, steps: list[tuple[str, str, int]],
        last: tuple[str, str, int] | None = None,
    ) -> None:  # fmt: skip
        """The steps as they were taken, without what was said."""
        if last is not None:
            form, state, ago = last
            verb, end, before = steps[-1]
            steps = [*steps[:-1], ("strike" if form == "strike_off" else verb, end, before)]
            after = {
                "lifted": (
                    ("begin_help", "in_rectification", 0), ("mid_check", "in_rectification", -90),
                    ("lift", "lifted", -180),
                ),
                "escalated": (
                    ("begin_help", "in_rectification", 0), ("escalate", "escalated", -185),
                ),
                "in_rectification": (("begin_help", "in_rectification", 0),),
                "left": (("advise", "advised", 0), ("leave", "left", 0)),
            }  # fmt: skip
            steps += [(v, to, max(ago + n, 0)) for v, to, n in after.get(state, ())]
        case = Case.everything.create(
            flow=FLOW, subject=row.public_id, state=row.state, org_id=row.org_id,
            org_path=row.org_path, begun_at=self.moment(steps[0][2]), number=len(steps),
            moved_at=self.moment(steps[-1][2]), rule_set="2024", person_id=row.person_id,
            ended_at=self.moment(steps[-1][2]) if row.closed_on else None, named=row.named,
        )  # fmt: skip
        left = ""
        taken = []
        for number, (verb, to, days_ago) in enumerate(steps):
            taken.append(
                Taken(
                    public_id=uuid.uuid5(row.public_id, f"{number} {verb}"),
                    case=case,
                    number=number,
                    verb=verb,
                    from_state=left,
                    to_state=to,
                    rule_set="2024",
                    actor_name="",
                    post="",
                    at=self.moment(days_ago),
                    entry_no=0,
                )
            )
            left = to
        Taken.objects.bulk_create(taken)

    def count(self, row: Disposition, ago: int) -> None:
        root = self.orgs[self.city.marks["city"]]
        Outcome.everything.create(
            org_id=self.ids[root.at], org_path=root.path, key=outcomes.key_of(row), form=row.form,
            month=(self.today - timedelta(days=ago)).replace(day=1),
            is_lifted=row.state == "lifted", is_sound=outcomes.is_sound(row), is_demo=True,
        )  # fmt: skip

    def pilots(self) -> int:
        since = self.today.replace(month=1, day=5)
        for number, (field, name, key, criteria) in enumerate(PILOTS):
            pilot = Pilot.everything.create(
                **self.place(key), public_id=uuid.uuid5(uuid.NAMESPACE_OID, f"pilot {name}"),
                field=field, place=name, held=held(since, since.replace(year=since.year + 2)),
                criteria=criteria, basis="示范城市", is_demo=True,
            )  # fmt: skip
            idea, expected, found, kept = TRIALS[number]
            over = kept != "open"
            Trial.everything.create(
                **self.place(key), public_id=uuid.uuid5(uuid.NAMESPACE_OID, f"trial {name}"),
                pilot=pilot, idea=idea, expected=expected, evaluation=found, kept=kept,
                began_on=since + timedelta(days=30), is_demo=True,
                ended_on=since + timedelta(days=200) if over else None,
                decided_on=since + timedelta(days=210) if over else None,
            )  # fmt: skip
        return len(PILOTS)

    def local_step(self) -> int:
        LocalStep.everything.create(
            **self.place("s1"), phase="facts", position=1, label="摸清底数", is_demo=True,
            held=held(self.today.replace(month=1, day=5)),
        )  # fmt: skip
        return 1
