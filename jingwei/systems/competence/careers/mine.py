"""What does a cadre read of the own career in 我的信息? Grade, rule, evidence, talks in words."""

from datetime import date

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.systems.competence.careers import queries


def shown(_oneself: Scope, person: Person, _day: date) -> dict[str, object] | None:
    """Posts under the scheme and talks that wait; None for who holds none."""
    careers = queries.own_careers(person.pk)
    if not careers:
        return None
    return {
        "careers": [
            {"kind": row.get_kind_display(), "since": row.held.lower,
             "grade": next((one.label for one in queries.gradings(row)), "")}
            for row in careers
        ],
        "reviews": [
            {"id": row.public_id, "year": row.year, "state": row.get_state_display()}
            for row in queries.own_reviews(person.pk)[:3]
        ],
    }  # fmt: skip


def told(_oneself: Scope, person: Person, _day: date) -> object:
    """The same as plain values, with every word that was written."""
    return {
        "posts": [
            {"kind": row.kind, "source": row.source, "from": row.held.lower,
             "until": row.held.upper,
             "grades": [
                 {"grade": one.label, "rule": str(one.rule), "evidence": one.evidence,
                  "pay_band": one.pay_band, "from": one.held.lower, "until": one.held.upper}
                 for one in queries.gradings(row)
             ]}
            for row in queries.own_careers(person.pk)
        ],
        "talks": [
            {"year": row.year, "own": row.own_words, "township": row.words, "answer": row.answer}
            for row in queries.own_reviews(person.pk)
        ],
        "reserve": [
            {"title": row.title, "consent_on": row.consent_on, "plan": row.plan}
            for row in queries.own_reserve(person.pk)
        ],
    }  # fmt: skip
