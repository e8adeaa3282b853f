"""How are an applicant's number, phone and address kept? Sealed, and only until admission."""

from jingwei.kernel.privacy import sealing
from jingwei.kernel.rulebook.codes import identity
from jingwei.work.membership.development.models import Development

TABLE = "development"


def write_sealed(row: Development, *, number: str, phone: str, address: str) -> list[str]:
    """Put typed values into the row; an empty one stays as it is. Returns the columns to save."""
    columns = []
    for name, value in (("phone", phone), ("address", address)):
        if value:
            setattr(row, name, sealing.seal(value, column=f"{TABLE}.{name}", row=row.public_id))
            columns.append(name)
    if phone:
        row.phone_tail = phone[-4:]
        columns.append("phone_tail")
    if number:
        number = identity.normal(number)
        row.id_number = sealing.seal(number, column=f"{TABLE}.id_number", row=row.public_id)
        row.id_index = index_of(number)
        row.id_tail = number[-4:]
        columns += ["id_number", "id_index", "id_tail"]
    return columns


def index_of(number: str) -> bytes | None:
    """The same keyed index as of a member's file, so that the two can be compared."""
    return sealing.index(identity.normal(number), column="person.id_number")


def opened(row: Development, name: str) -> str:
    """The text behind ``id_number``, ``phone`` or ``address``."""
    return sealing.unseal(getattr(row, name), column=f"{TABLE}.{name}", row=row.public_id)


def forget_sealed(row: Development) -> None:
    """Take the sealed values away; the tails stay for the list."""
    names = ("id_number", "id_index", "phone", "address")
    for name in names:
        setattr(row, name, None)
    row.save(update_fields=list(names))
