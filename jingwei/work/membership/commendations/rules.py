"""May a commendation be recorded so? Plain values in, findings out."""

from datetime import date

from jingwei.kernel.findings import Finding

STATUTE = "《中国共产党党内功勋荣誉表彰条例》"
HOUSE = "本系统规则"


def commendation_findings(
    *, honour: str, has_person: bool, given_by: str, paper: str, on: date | None, today: date,
    founded: date | None, again: bool,
) -> list[Finding]:  # fmt: skip
    """A decision has who decided, its number and its day; it is recorded once."""
    found = []
    if honour != "body" and not has_person:
        found.append(
            Finding("commendation.nobody", "请选受表彰的党员。", STATUTE, {"field": "person"})
        )
    if honour == "body" and has_person:
        found.append(
            Finding("commendation.body", "先进基层党组织表彰的是组织，不用选人。", STATUTE,
                    {"field": "person"})
        )  # fmt: skip
    if len(given_by.strip()) < 2:
        found.append(
            Finding("commendation.by", "还没有写哪里表彰的。", STATUTE, {"field": "given_by"})
        )
    if len(paper.strip()) < 2:
        found.append(
            Finding("commendation.paper", "还没有写决定的文号。", STATUTE, {"field": "paper"})
        )
    found += _day(on, today, founded)
    if again:
        found.append(Finding("commendation.again", "这份文件的这次表彰已经登记过。", HOUSE))
    return found


def _day(on: date | None, today: date, founded: date | None) -> list[Finding]:
    if on is None:
        return [Finding("commendation.day", "还没有写决定的日期。", HOUSE, {"field": "on"})]
    if on > today:
        return [Finding("commendation.future", "决定的日期还没有到。", HOUSE, {"field": "on"})]
    if founded is not None and on < founded:
        return [
            Finding("commendation.before", "这个组织{day}才成立，请核对日期。", HOUSE,
                    {"day": founded, "field": "on"})
        ]  # fmt: skip
    return []


def taking_back_findings(
    *, on: date | None, given_on: date, today: date, why: str, again: bool
) -> list[Finding]:
    """May it be noted that a commendation was taken back? By whom it was given, with a reason."""
    found = []
    if again:
        found.append(Finding("commendation.taken", "这次表彰已经记过撤销。", HOUSE))
    if on is None or not given_on <= on <= today:
        found.append(
            Finding("commendation.taken_day", "撤销的日期要在表彰以后、今天以前。", STATUTE,
                    {"field": "on"})
        )  # fmt: skip
    if len(why.strip()) < 2:
        found.append(
            Finding("commendation.taken_why", "请写撤销的文号和原因。", STATUTE, {"field": "why"})
        )
    return found
