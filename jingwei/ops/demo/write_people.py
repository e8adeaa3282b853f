"""How are persons, memberships, terms and posts written? Numbers and addresses sealed."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import numpy as np

from jingwei.kernel import names
from jingwei.kernel.privacy import sealing
from jingwei.ops.demo.bulk import indexes_afterwards
from jingwei.ops.demo.chance import chance, uuids
from jingwei.ops.demo.city import City, People
from jingwei.ops.demo.writing import (
    Writer,
    days,
    flags,
    octets,
    or_null,
    plain,
    stretch,
    stretches,
    texts,
)

Counts = dict[str, int]
SEALED = ("id_number", "phone", "landline", "address")
AS_THEY_ARE = (
    "sex", "ethnicity", "birth_precision", "education", "degree", "joined_precision",
    "full_precision", "native_place", "work_post", "unit_title", "floating_to",
)  # fmt: skip
PART = 20_000  # persons at a time


def write_persons(city: City, writer: Writer) -> Counts:
    count = len(city.persons())
    ids = writer.reserve("person", count)
    writer.person_ids = np.arange(ids.start, ids.stop)
    public = uuids(chance("person ids"), count)
    with indexes_afterwards(writer.cursor, "person"):
        writer.copy_parts("person", _persons(city, writer, public))
    return {"persons": count, "members": city.persons().today}


def _persons(city: City, writer: Writer, public: list[UUID]) -> Iterator[tuple[int, Any]]:
    people = city.persons()
    for start in range(0, len(people), PART):
        part = slice(start, start + PART)
        names_ = people.name[part].tolist()
        keys = [names.keys_of(name) for name in names_]
        columns: dict[str, Any] = {name: plain(getattr(people, name)[part]) for name in AS_THEY_ARE}
        columns |= {
            "id": plain(writer.person_ids[part]), "public_id": map(str, public[part]),
            "name": texts(names_), "name_sort": texts(key[0] for key in keys),
            "pinyin": texts(key[1] for key in keys), "initials": texts(key[2] for key in keys),
            "birth_on": days(people.birth[part]), "joined_on": days(people.joined[part]),
            "full_on": days(people.full[part]), "lost_since": days(people.lost[part]),
            "lost_precision": "d", "version": "1", "is_demo": "t",
            "is_gone": flags(np.arange(start, start + len(names_)) >= people.today),
            "updated_at": writer.at.isoformat(),
            "id_tail": [number[-4:] for number in people.id_number[part].tolist()],
            "phone_tail": [number[-4:] for number in people.phone[part].tolist()],
        }  # fmt: skip
        columns |= _sealed(people, public, part)
        columns |= writer.place(city, people.home[part])
        yield len(names_), columns


def _sealed(people: People, public: list[UUID], part: slice) -> dict[str, Any]:
    """Sealed values and their blind indexes, for columns that have something to seal."""
    found: dict[str, Any] = {}
    for column in SEALED:
        values = getattr(people, column)[part].tolist()
        seal, index = sealing.sealer(f"person.{column}"), sealing.indexer(f"person.{column}")
        found[column] = octets(
            [seal(value, row) if value else None
             for value, row in zip(values, public[part], strict=True)]
        )  # fmt: skip
        short = "id" if column == "id_number" else column
        found[f"{short}_index"] = octets(map(index, values))
    return found


def write_memberships(city: City, writer: Writer) -> Counts:
    """With all indexes in place, for its triggers keep homes apart and say who is gone."""
    rows = city.stretches()
    writer.copy(
        "membership", len(rows),
        person_id=plain(writer.person_ids[rows.person]), kind=plain(rows.kind),
        category=plain(rows.category), state=plain(rows.state),
        held=stretches(rows.since, rows.until), began=plain(rows.began),
        ended=plain(rows.ended), basis="", **writer.place(city, rows.org),
    )  # fmt: skip
    return {"memberships": len(rows)}


def write_posts(city: City, writer: Writer) -> Counts:
    """Terms, posts, and who holds and held them."""
    terms, seats = city.terms, city.seats
    writer.copy(
        "term", len(terms),
        held=[stretch(term.since, term.until) for term in terms],
        due_on=[str(term.due_on) for term in terms],
        **writer.place(city, [term.org for term in terms]),
    )  # fmt: skip
    with indexes_afterwards(writer.cursor, "post", "position"):
        ids = writer.reserve("post", len(seats))
        writer.copy(
            "post", len(seats),
            id=map(str, ids), public_id=map(str, uuids(chance("post ids"), len(seats))),
            title=[seat.title for seat in seats], seat=[str(seat.number) for seat in seats],
            held=[stretch(seat.since, None) for seat in seats],
            **writer.place(city, [seat.org for seat in seats]),
        )  # fmt: skip
        held = [(post, seat, holder) for post, seat in zip(ids, seats, strict=True)
                for holder in seat.holders]  # fmt: skip
        name = city.persons().name
        writer.copy(
            "position", len(held),
            public_id=map(str, uuids(chance("position ids"), len(held))),
            post_id=[str(post) for post, _, _ in held],
            person_id=[str(writer.person_ids[holder[0]]) for _, _, holder in held],
            name=texts(name[holder[0]] for _, _, holder in held),
            held=[stretch(holder[1], holder[2]) for _, _, holder in held],
            due_on=or_null(holder[3] for _, _, holder in held),
            **writer.place(city, [seat.org for _, seat, _ in held]),
        )  # fmt: skip
    return {"terms": len(terms), "posts": len(seats), "positions": len(held)}
