"""How sensitive is a field? Every model field has a class; a field without one fails the build."""

from dataclasses import dataclass
from enum import StrEnum


class Class(StrEnum):
    """Privacy classes of RELIABILITY section 6."""

    P = "public"
    I = "internal"  # noqa: E741 - the class is called I in every document
    C = "personal"
    S = "sensitive"


@dataclass(frozen=True)
class Keeping:
    """How long a class is kept, in days after its purpose ended; None follows the record itself."""

    days: int | None
    why: str


RETENTION = {
    Class.P: Keeping(None, "公开信息，随组织记录保存"),
    Class.I: Keeping(None, "工作记录，随组织记录保存"),
    Class.C: Keeping(None, "党员档案，随党籍保存；离开后按档案规定移交"),
    Class.S: Keeping(None, "随党员档案加密保存；更正或注销后删除原值"),
}


def fields(*, P: str = "", I: str = "", C: str = "", S: str = "") -> dict[str, Class]:  # noqa: E741, N803
    """``fields(P="name code", S="id_number")`` -> field name to class."""
    said = {Class.P: P, Class.I: I, Class.C: C, Class.S: S}
    return {name: kind for kind, names in said.items() for name in names.split()}


PLUMBING = fields(I="id public_id org org_path host host_path version is_demo known_from")
"""Columns that scoped rows share; a model's own PRIVACY adds to them."""
