"""How are divisions, organisations, units and their history written?"""

from collections.abc import Iterator
from itertools import batched, chain, repeat
from typing import Any

from jingwei.kernel import names
from jingwei.ops.demo.bulk import indexes_afterwards
from jingwei.ops.demo.chance import chance, uuids
from jingwei.ops.demo.city import City, Spell
from jingwei.ops.demo.writing import NULL, Writer, or_null, stretch, text, texts

Counts = dict[str, int]
FIRST_DAY = "1950-01-01"
NAMES_AT_ONCE = 500


def write_places(city: City, writer: Writer) -> Counts:
    places = city.places
    count = writer.copy(
        "division", len(places),
        code=[place.code for place in places], name=texts(place.name for place in places),
        level=[str(place.level) for place in places],
        parent_code=[place.parent for place in places],
        urban_rural=[place.urban_rural for place in places],
        held=f"[{FIRST_DAY},)", is_demo="t",
    )  # fmt: skip
    return {"divisions": count}


def write_organisations(city: City, writer: Writer) -> Counts:
    orgs = city.orgs
    writer.org_ids = list(writer.reserve("organisation", len(orgs)))
    writer.unit_ids = list(writer.reserve("unit", len(city.units)))
    count = writer.copy(
        "organisation", len(orgs),
        id=map(str, writer.org_ids),
        public_id=map(str, uuids(chance("organisation ids"), len(orgs))),
        code=[org.code for org in orgs], path=[org.path for org in orgs],
        name=texts(org.name for org in orgs), short_name=texts(org.short for org in orgs),
        kind=[org.kind for org in orgs], held=[stretch(org.founded, org.ended) for org in orgs],
        founded_precision=[org.precision for org in orgs],
        unit_id=[NULL if org.unit is None else str(writer.unit_ids[org.unit]) for org in orgs],
        situation=[org.situation for org in orgs], contact=texts(org.contact for org in orgs),
        phone=[org.phone for org in orgs],
        pinyin=texts(names.pinyin(org.name) for org in orgs),
        initials=texts(names.initials(org.name) for org in orgs),
        is_demo="t", version="1", updated_at=writer.at.isoformat(),
    )  # fmt: skip
    return {"organisations": len(city.open_orgs()), "dissolved": count - len(city.open_orgs())}


def write_units(city: City, writer: Writer) -> Counts:
    units = city.units
    writer.copy(
        "unit", len(units),
        id=map(str, writer.unit_ids), public_id=map(str, uuids(chance("unit ids"), len(units))),
        name=texts(unit.name for unit in units), kind=[unit.kind for unit in units],
        code=or_null(unit.code for unit in units), legacy_code=[unit.legacy for unit in units],
        division_id=[unit.division for unit in units],
        address=texts(unit.address for unit in units), phone=[unit.phone for unit in units],
        headcount=or_null(unit.headcount for unit in units),
        held=[stretch(unit.founded, None) for unit in units],
        pinyin=texts(names.pinyin(unit.name) for unit in units),
        initials=texts(names.initials(unit.name) for unit in units),
        is_demo="t", version="1", updated_at=writer.at.isoformat(),
        **writer.place(city, [unit.org for unit in units]),
    )  # fmt: skip
    return {"units": len(units)}


def write_tree_history(city: City, writer: Writer) -> Counts:
    """Former and present names, superiors and ties."""
    names_ = city.names
    writer.copy(
        "organisation_state", len(names_),
        held=_held(names_), name=texts(spell.name for spell in names_),
        short_name=texts(spell.short for spell in names_), kind=[spell.kind for spell in names_],
        basis=texts(spell.basis for spell in names_),
        **writer.place(city, [spell.org for spell in names_]),
    )  # fmt: skip
    edges = [("leads", spell) for spell in city.leads] + city.ties
    spells = [spell for _, spell in edges]
    hosts = [spell.host or 0 for spell in spells]
    writer.copy(
        "edge", len(edges),
        kind=[kind for kind, _ in edges], held=_held(spells),
        host_id=[str(writer.org_ids[at]) for at in hosts],
        host_path=[city.orgs[at].path for at in hosts],
        basis=texts(spell.basis for spell in spells),
        **writer.place(city, [spell.org for spell in spells]),
    )  # fmt: skip
    return {"names": len(names_), "edges": len(edges)}


def write_name_parts(city: City, writer: Writer) -> Counts:
    """What is found by any part of a name: as ``orgs.actions.index_name`` writes it."""
    with indexes_afterwards(writer.cursor, "name_part"):
        count = writer.copy_parts("name_part", _name_parts(city, writer))
    return {"name_parts": count}


def _name_parts(city: City, writer: Writer) -> Iterator[tuple[int, Any]]:
    """Columns of some hundred names at a time; all of them would be millions of texts."""
    for block in batched(_named(city, writer), NAMES_AT_ONCE):
        counts = [len(parts) for _, _, parts in block]
        place = writer.place(city, [at for at, _, _ in block])
        yield (
            sum(counts),
            {
                "org_id": _repeated(place["org_id"], counts),
                "org_path": _repeated(place["org_path"], counts),
                "unit_id": _repeated([unit for _, unit, _ in block], counts),
                "part": chain.from_iterable(map(text, sorted(parts)) for _, _, parts in block),
            },
        )


def _named(city: City, writer: Writer) -> Iterator[tuple[int, str, set[str]]]:
    """Organisation, unit (NULL where the name is the organisation's own), parts of the name."""
    for org in city.orgs:
        yield org.at, NULL, {*names.parts(org.name), *names.parts(org.short), org.code.upper()}
    for unit in city.units:
        said = {*names.parts(unit.name), *((unit.code,) if unit.code else ())}
        yield unit.org, str(writer.unit_ids[unit.at]), said


def _repeated(values: list[str], counts: list[int]) -> Iterator[str]:
    return chain.from_iterable(map(repeat, values, counts))


def _held(spells: list[Spell]) -> list[str]:
    return [stretch(spell.since, spell.until) for spell in spells]
