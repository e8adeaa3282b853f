"""Who is told when an appeal moves? The member; and whoever decided, when it is to be put right."""

from datetime import datetime

from jingwei.kernel.access import paths
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope, crossing
from jingwei.kernel.concerns import address
from jingwei.kernel.ledger.reactions import Happened
from jingwei.kernel.notices.actions import To, send_notices
from jingwei.kernel.orgs.kinds import BRANCHES
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.work.membership.appeals.models import Appeal

KIND = "membership.appeal"
REASON = "申诉的告知"
SAID = {
    "take": "您的申诉已受理：{about}",
    "pass_on": "您的申诉转给{host}办：{about}",
    "keep": "您的申诉有答复了：{about}",
    "change": "您的申诉有答复了：{about}",
    "corrected": "您申诉的决定已改正：{about}",
}
ORDER = "对{name}的决定要改正：{about}"


def tell(happened: Happened, *, by: Scope, at: datetime) -> None:
    """The member is told where it stands; an organisation whose decision is to be changed, too."""
    row: Appeal | None = Appeal.everything.filter(public_id=happened.subject_id).first()
    verb = happened.verb.rpartition(".")[2]
    if row is None or verb not in SAID:
        return
    with crossing(by, [row.org_path[: paths.STEP]], REASON) as wide:
        words = {"name": row.name, "about": row.about, "host": row.host_name}
        person: Person = Person.everything.get(pk=row.person_id)
        key = f"{row.public_id}:{happened.id}"
        send_notices(
            kind=KIND, key=key, title=SAID[verb], by=wide, at=at,
            to=[To(person=person, words=words, url=address("appeals:mine"))],
        )  # fmt: skip
        if verb != "change":
            return
        org: Organisation = Organisation.everything.get(pk=row.decided_id)
        duty = Duty.MEMBERS_CHANGE if org.kind in BRANCHES else Duty.MEMBERS_CONFIRM
        send_notices(
            kind=KIND, key=f"{key}:order", title=ORDER, by=wide, at=at,
            body="上级党组织已答复本人的申诉，请按答复的要求、按程序改正，办好后报告上级。",
            to=[To(org=org, duty=duty, words=words)],
        )  # fmt: skip
