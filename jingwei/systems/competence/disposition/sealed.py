"""How are the sensitive parts of a case kept? Sealed by column and row, opened for its readers."""

import json
from collections.abc import Mapping
from typing import Any

from jingwei.kernel.privacy import sealing
from jingwei.systems.competence.disposition.models import Disposition, Point, Seat, SetAside


def grounds_of(case: Disposition) -> list[str]:
    """Codes of the grounds of a case."""
    found: list[str] = _opened(case, "grounds", [])
    return found


def care_of(case: Disposition) -> dict[str, str]:
    """Prompt -> answer."""
    found: dict[str, str] = _opened(case, "care", {})
    return found


def keep_grounds(case: Disposition, codes: list[str]) -> None:
    case.grounds = _sealed(case, "grounds", codes)


def keep_care(case: Disposition, answers: Mapping[str, str]) -> None:
    case.care = _sealed(case, "care", dict(answers))


def _sealed(case: Disposition, column: str, value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return sealing.seal(text, column=f"disposition.{column}", row=case.public_id)


def _opened(case: Disposition, column: str, empty: Any) -> Any:
    kept = getattr(case, column)
    if kept is None:
        return empty
    text = sealing.unseal(kept, column=f"disposition.{column}", row=case.public_id)
    return json.loads(text)


def keep(row: Seat | Point | SetAside, column: str, text: str) -> None:
    """Seal one text of a row that belongs to a case."""
    where = f"{row._meta.db_table}.{column}"
    setattr(row, column, sealing.seal(text, column=where, row=row.public_id) if text else None)


def told(row: Seat | Point | SetAside, column: str) -> str:
    """The text again; empty for nothing."""
    where = f"{row._meta.db_table}.{column}"
    return sealing.unseal(getattr(row, column), column=where, row=row.public_id)
