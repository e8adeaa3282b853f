"""Which faults are planted in the messy lists of past work, of communities, of benefit?

As in :mod:`.roster_faults`. What is ``on_file`` is seen in a city that has the demo city's people,
organisations and communities, and what the lists before this one brought.
"""

from typing import Final

from jingwei.ops.demo.roster_faults import (
    ID,
    Fault,
    Make,
    before,
    change,
    later,
    put,
    wrong_check,
)

NOBODY: Final = "查无示人"
NO_ORG: Final = "示例不存在的党支部"
NO_COMMUNITY: Final = "示例不存在的社区"


def _like(*keys: str, **other: str) -> Make:
    """What the earlier row says in ``keys``, and something else in ``other``."""
    return lambda _row, earlier, _today: {
        **{key: earlier.get(key) or None for key in keys},
        **other,
    }


def _month(field: str) -> Make:
    return change(field, lambda day: day[:7])


_DUES: Final = (
    Fault("id.check", "id_number", change("id_number", wrong_check), ID),
    Fault("id.twice", "id_number", _like("id_number", "name", "branch", dues_monthly="99.50"), ID,
          both=True),
    Fault("row.repeated", "id_number", put(), ID, copy=True),
    Fault("cell.required", "name", put(name=None)),
    Fault("number.unreadable", "dues_monthly", put(dues_monthly="面议")),
    Fault("number.negative", "dues_monthly", put(dues_monthly="-5")),
    Fault("date.unreadable", "dues_paid_to", put(dues_paid_to="上半年")),
    Fault("dues.far_ahead", "dues_paid_to",
          lambda _row, _earlier, today: {"dues_paid_to": f"{today.year + 3}-01"}),
    Fault("org.unknown", "branch", put(branch=NO_ORG), on_file=True),
    Fault("person.unknown", "name", put(name=NOBODY, id_number=None), on_file=True),
)  # fmt: skip
_ATTENDANCE: Final = (
    Fault("cell.required", "org", put(org=None)),
    Fault("cell.required", "kinds", put(kinds=None)),
    Fault("cell.required", "present", put(present=None)),
    Fault("date.future", "on", later("on", 20)),
    Fault("date.unreadable", "on", put(on="上次开会")),
    Fault("key.twice", "org", _like("org", "on", "kinds", topic="又一次"), both=True),
    Fault("meeting.kind", "kinds", put(kinds="聚餐"), on_file=True),
    Fault("meeting.day", "on", _month("on"), ("on",), on_file=True),
    Fault("meeting.nobody", "present", put(present=NOBODY), on_file=True),
    Fault("meeting.strangers", "present", change("present", lambda said: f"{said}、{NOBODY}"),
          on_file=True),
    Fault("org.unknown", "org", put(org=NO_ORG), on_file=True),
)  # fmt: skip
_MARKS: Final = (
    Fault("id.check", "id_number", change("id_number", wrong_check), ID),
    Fault("id.twice", "id_number", _like("id_number", "name", "branch", m01="缺", m02="缺"), ID,
          both=True),
    Fault("cell.required", "name", put(name=None)),
    Fault("meeting.mark", "m02", put(m02="喝茶")),
    Fault("person.unknown", "name", put(name=NOBODY, id_number=None), on_file=True),
)  # fmt: skip
_NO_WAY: Final = dict.fromkeys(
    ("talked_on", "activist_on", "contacts", "checks", "candidate_on", "sponsors")
)
_DEVELOPMENT: Final = (
    Fault("id.check", "id_number", change("id_number", wrong_check), ID),
    Fault("id.twice", "id_number", _like("id_number", "sex", "birth_on"), ID, both=True),
    Fault("match.sex", "sex", change("sex", lambda sex: "女" if sex == "男" else "男"), ID),
    Fault("development.order", "talked_on", before("talked_on", "applied_on", 30),
          ("applied_on", "talked_on")),
    Fault("development.needs", "candidate_on", put(candidate_on=None), ("candidate_on",)),
    Fault("development.stage", "stage", put(stage="入党申请人"), ("activist_on",)),
    Fault("development.full", "stage", put(stage="正式党员")),
    Fault("cell.required", "applied_on", put(applied_on=None)),
    Fault("order.applied_before_birth", "applied_on", before("applied_on", "birth_on", 400),
          ("birth_on",)),
    Fault("age.under_18", "applied_on", before("applied_on", "birth_on", -6000), ("birth_on",)),
    Fault("code.unknown", "politics", put(politics="路过的人")),
    Fault("date.future", "applied_on", later("applied_on", 30, stage="入党申请人", **_NO_WAY)),
    Fault("org.unknown", "org", put(org=NO_ORG), on_file=True),
    Fault("work.day", "applied_on", _month("applied_on"), ("applied_on",), on_file=True),
    Fault("development.checks", "checks", put(checks="前年九月"), ("checks",), on_file=True),
    Fault("development.helper", "contacts", put(contacts=NOBODY), ("contacts",), on_file=True),
)  # fmt: skip
_TRAINING: Final = (
    Fault("cell.required", "title", put(title=None)),
    Fault("date.future", "on", later("on", 30)),
    Fault("date.impossible", "on", put(on="2025-06-31")),
    Fault("training.how_long", "hours", put(hours=None, days=None)),
    Fault("code.unknown", "class_kind", put(class_kind="聚餐")),
    Fault("number.unreadable", "hours", put(hours="若干")),
    Fault("number.out_of_range", "hours", put(hours="0")),
    Fault("id.check", "id_number", change("id_number", wrong_check), ID),
    Fault("work.twice", "id_number",
          _like("id_number", "name", "branch", "title", "on", hours="77"), ID, both=True),
    Fault("work.day", "on", _month("on"), ("on",), on_file=True),
    Fault("training.nobody", "name", put(name=NOBODY, id_number=None), on_file=True),
)  # fmt: skip
_COURSES: Final = (
    Fault("course.ends", "ends", put(starts="09:00", ends="08:00")),
    Fault("time.unreadable", "starts", put(starts="早饭后")),
    Fault("course.hours", "hours", put(hours="13")),
    Fault("course.no_seats", "seats", put(seats="0"), ("seats",)),
    Fault("number.unreadable", "seats", put(seats="很多"), ("seats",)),
    Fault("order.class_before_enrolment", "on", later("until", 900), ("until",)),
    Fault("course.far", "on", later("on", 1600)),
    Fault("code.unknown", "groups", put(groups="五好青年")),
    Fault("code.unknown", "topic", put(topic="吃喝玩乐"), ("topic",)),
    Fault("cell.required", "org", put(org=None)),
    Fault("work.twice", "org", _like("org", "title", "on", "starts", hours="1.5"), both=True),
    Fault("org.unknown", "org", put(org=NO_ORG), on_file=True),
)  # fmt: skip
_PROBLEMS: Final = (
    Fault("key.twice", "org", _like("org", "title", affected="另外几户"), both=True),
    Fault("cell.required", "title", put(title=None)),
    Fault("cell.required", "due_on", put(due_on=None)),
    Fault("order.due_before_listed", "due_on", before("due_on", "listed_on", 20), ("listed_on",)),
    Fault("order.solved_before_listed", "solved_on",
          before("solved_on", "listed_on", 10), ("listed_on", "solved_on")),
    Fault("order.confirmed_before_solved", "confirmed_on",
          before("confirmed_on", "solved_on", 5), ("solved_on", "confirmed_on")),
    Fault("problem.no_result", "result", put(result=None), ("solved_on",)),
    Fault("problem.no_day", "solved_on",
          put(solved_on=None, confirmed_on=None, confirmed_by=None), ("result",)),
    Fault("problem.no_word", "confirmed_by", put(confirmed_by=None), ("confirmed_on",)),
    Fault("date.future", "solved_on",
          later("solved_on", 30, confirmed_on=None, confirmed_by=None), ("result",)),
    Fault("problem.owner", "owner", put(owner=NOBODY), on_file=True),
    Fault("org.unknown", "org", put(org=NO_ORG), on_file=True),
    Fault("work.day", "due_on", _month("due_on"), ("due_on",), on_file=True),
)  # fmt: skip
_GRADES: Final = (
    Fault("cell.required", "grade", put(grade=None)),
    Fault("cell.required", "evidence", put(evidence=None)),
    Fault("date.future", "since", later("since", 30)),
    Fault("code.unknown", "title", put(title="大管家")),
    Fault("id.check", "id_number", change("id_number", wrong_check), ID),
    Fault("work.twice", "id_number", _like("id_number", "name", "org", "title", "since",
                                           grade="高级"), ID, both=True),
    Fault("grade.unknown", "grade", put(grade="九级"), on_file=True),
    Fault("grade.before_post", "since", put(since="2023-01-15"), on_file=True),
    Fault("person.unknown", "name", put(name=NOBODY, id_number=None), on_file=True),
)  # fmt: skip
_BORDERS: Final = (  # a small city has hardly more communities than these
    Fault("place.not_polygon", "outline", put(outline="POINT (120.7 31.9)")),
    Fault("place.datum", "outline", put(datum=None)),
)  # fmt: skip
_BUILDINGS: Final = (
    Fault("cell.required", "community", put(community=None)),
    Fault("building.stairs", "stairwells", put(stairwells="1单元、1单元")),
    Fault("building.unnamed", "code", put(code=None)),
    Fault("number.unreadable", "households", put(households="多")),
    Fault("code.unknown", "use", put(use="飞机库")),
    Fault("place.degrees", "lon", put(lon="东边")),
    Fault("place.longitude", "lon", put(lon="31.95")),
    Fault("place.half", "lat", put(lat=None)),
    Fault("place.datum", "lon", put(datum=None)),
    Fault("place.bd09", "datum", put(datum="百度")),
    Fault("key.twice", "community", _like("community", "code", households="7"), both=True),
    Fault("community.unknown", "community", put(community=NO_COMMUNITY), on_file=True),
)  # fmt: skip
_GRIDS: Final = (
    Fault("cell.required", "name", put(name=None)),
    Fault("code.unknown", "kind", put(kind="特大")),
    Fault("date.future", "since", later("since", 30)),
    Fault("order.until_before_since", "until", before("until", "since", 30), ("since",)),
    Fault("grid.day", "since", _month("since"), ("since",)),
    Fault("grid.unknown", "buildings", change("buildings", lambda said: f"{said}、新区99幢"),
          on_file=True),
    Fault("community.unknown", "community", put(community=NO_COMMUNITY), on_file=True),
)  # fmt: skip
_CONTACTS: Final = (
    Fault("cell.required", "consent_on", put(consent_on=None)),
    Fault("contact.refused", "consented", put(consented="否")),
    Fault("contact.day", "consent_on", _month("consent_on"), ("consent_on",)),
    Fault("date.future", "consent_on", later("consent_on", 30)),
    Fault("id.check", "id_number", change("id_number", wrong_check), ID),
    Fault("key.twice", "community",
          _like("community", "building", "stairwell", "name", "id_number",
                consent_on="2026-01-05"), ID, both=True),
    Fault("building.unknown", "building", put(building="新区99幢"), on_file=True),
    Fault("stairwell.unknown", "stairwell", put(stairwell="9单元"), on_file=True),
    Fault("person.unknown", "name", put(name=NOBODY, id_number=None), on_file=True),
)  # fmt: skip
_CENTRES: Final = (
    Fault("cell.required", "name", put(name=None)),
    Fault("code.unknown", "level", put(level="岛")),
    Fault("centre.hours", "hours", put(hours="早九晚五")),
    Fault("place.half", "lon", put(lon=None)),
    Fault("place.datum", "lon", put(datum=None)),
    Fault("key.twice", "name", _like("name", "org", phone="0300-8000000"), both=True),
    Fault("centre.unit", "unit", put(unit=NO_COMMUNITY), on_file=True),
    Fault("cell.required", "address", put(address=None), on_file=True),
)  # fmt: skip
_OFFERINGS: Final = (
    Fault("cell.required", "item", put(item=None)),
    Fault("offering.hours", "hours", put(hours="天亮时")),
    Fault("number.unreadable", "price", put(price="随缘")),
    Fault("code.unknown", "kind", put(kind="神秘的事")),
    Fault("key.twice", "centre", _like("centre", "item", desk="九号窗口"), both=True),
    Fault("centre.unknown", "centre", put(centre="示例不存在的中心"), on_file=True),
    Fault("offering.item_unknown", "item", put(item="示例没有的事"), on_file=True),
    Fault("offering.kind", "kind", put(kind="便民服务"), on_file=True),
    Fault("offering.price", "price", put(price="8"), on_file=True),
    Fault("offering.must_not_ask", "bring", put(bring="身份证、无犯罪记录证明"), on_file=True),
    Fault("offering.never_ask", "never_ask", put(never_ask="没这回事证明"), on_file=True),
)  # fmt: skip
_STATIONS: Final = (
    Fault("cell.required", "name", put(name=None)),
    Fault("code.unknown", "level", put(level="岛")),
    Fault("door.hours", "hours", put(hours="早九晚五")),
    Fault("door.phone", "phone", put(phone="找老王")),
    Fault("key.twice", "name", _like("name", "org", phone="0300-8000000"), both=True),
    Fault("door.unit", "unit", put(unit=NO_COMMUNITY), on_file=True),
    Fault("cell.required", "place", put(place=None), on_file=True),
)  # fmt: skip
_STAFF: Final = (
    Fault("cell.required", "name", put(name=None)),
    Fault("date.unreadable", "since", put(since="年初到岗")),
    Fault("agreement.day", "until", _month("until")),
    Fault("agreement.order", "until", before("until", "since", 30)),
    Fault("key.twice", "station", _like("org", "station", "name", post="另一岗位"), both=True),
    Fault("station.unknown", "station", put(station="示例不存在的站点"), on_file=True),
    Fault("cell.required", "post", put(post=None), on_file=True),
)  # fmt: skip


def _shut(unknown: str) -> tuple[Fault, ...]:
    return (
        Fault("cell.required", "door", put(door=None)),
        Fault("cell.required", "why", put(why=None)),
        Fault("date.unreadable", "first", put(first="过年的时候")),
        Fault("shut.day", "last", _month("last")),
        Fault("shut.order", "last", before("last", "first", 30)),
        Fault("key.twice", "door", _like("org", "door", "first", why="另一个原因"), both=True),
        Fault(unknown, "door", put(door="示例不存在的地方"), on_file=True),
    )


_PROVIDERS: Final = (
    Fault("cell.required", "agreement", put(agreement=None)),
    Fault("code.unknown", "kind", put(kind="热心人")),
    Fault("date.unreadable", "since", put(since="开春以后")),
    Fault("agreement.day", "until", _month("until")),
    Fault("agreement.order", "until", before("until", "since", 30)),
    Fault("key.twice", "name", _like("name", "org", agreement="又签一份"), both=True),
    Fault("org.unknown", "org", put(org=NO_ORG), on_file=True),
)  # fmt: skip
_AGENTS: Final = (
    Fault("cell.required", "name", put(name=None)),
    Fault("id.check", "id_number", change("id_number", wrong_check), ID),
    Fault("key.twice", "unit", _like("unit", "name", "id_number", does="别的事"), ID, both=True),
    Fault("agent.unknown", "name", put(name=NOBODY, id_number=None), on_file=True),
    Fault("door.unit", "unit", put(unit=NO_COMMUNITY), on_file=True),
    Fault("cell.required", "does", put(does=None), on_file=True),
)  # fmt: skip
_STUDIOS: Final = (
    Fault("cell.required", "name", put(name=None)),
    Fault("code.unknown", "kind", put(kind="流动工作室")),
    Fault("door.hours", "hours", put(hours="有空就来")),
    Fault("door.phone", "phone", put(phone="见门口")),
    Fault("key.twice", "name", _like("name", "org", phone="0300-8000000"), both=True),
    Fault("door.unit", "unit", put(unit=NO_COMMUNITY), on_file=True),
    Fault("cell.required", "place", put(place=None), on_file=True),
)  # fmt: skip
_DELEGATES: Final = (
    Fault("cell.required", "name", put(name=None)),
    Fault("id.check", "id_number", change("id_number", wrong_check), ID),
    Fault("date.unreadable", "consent_on", put(consent_on="口头说过")),
    Fault("key.twice", "studio",
          _like("org", "studio", "name", "id_number", consent_on="2026-01-05"), ID, both=True),
    Fault("studio.unknown", "studio", put(studio="示例不存在的工作室"), on_file=True),
    Fault("agent.unknown", "name", put(name=NOBODY, id_number=None), on_file=True),
)  # fmt: skip
_HOTLINE: Final = (
    Fault("cell.required", "words", put(words=None)),
    Fault("order.words", "words", put(words="灯")),
    Fault("date.future", "received", later("received", 9)),
    Fault("date.unreadable", "received", put(received="上周")),
    Fault("phone.form", "phone", put(phone="1541234")),
    Fault("phone.two", "phone", change("phone", lambda phone: phone + "/" + phone[:-1] + "0"),
          ("phone",)),
    Fault("key.twice", "number", _like("number", words="又打来问了一次"), both=True),
    Fault("order.place", "place", put(place=NO_COMMUNITY), on_file=True),
)  # fmt: skip
WORK_FAULTS: Final = {
    "dues": _DUES, "attendance": _ATTENDANCE, "meeting_marks": _MARKS,
    "development": _DEVELOPMENT, "training": _TRAINING, "courses": _COURSES,
    "problems": _PROBLEMS, "grades": _GRADES, "borders": _BORDERS, "buildings": _BUILDINGS,
    "grids": _GRIDS, "contacts": _CONTACTS, "centres": _CENTRES, "offerings": _OFFERINGS,
    "stations": _STATIONS, "providers": _PROVIDERS, "agents": _AGENTS, "studios": _STUDIOS,
    "staff": _STAFF, "delegates": _DELEGATES, "station_shut": _shut("station.unknown"),
    "centre_shut": _shut("centre.unknown"),
    "hotline": _HOTLINE,
}  # fmt: skip
