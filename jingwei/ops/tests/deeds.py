"""What people do with known numbers in the tests of secrecy: correct, look, and run into faults."""

import logging
import sys
from dataclasses import replace
from datetime import UTC, datetime

from jingwei.ops.running import use_database


def main(number: str, phone: str) -> None:
    """Acts of one account on one member, and two accidents whose words hold the number."""
    with use_database("app"):
        from django.db import DatabaseError, connection

        from jingwei.kernel.access.models import Account
        from jingwei.kernel.access.scope import system_scope
        from jingwei.kernel.people.correction_actions import ask_id_correction
        from jingwei.kernel.people.models import Person
        from jingwei.kernel.privacy.reveal import reveal

        at = datetime.now(UTC)
        with system_scope("测试") as tree:
            account = Account.everything.order_by("id")[0]
            scope = replace(tree, account_id=account.pk, account_name=account.name)
            person = Person.everything.filter(name__startswith="韦").order_by("id")[0]
            ask_id_correction(
                person=person, id_number=number, reason=f"本人电话{phone}", by=scope, at=at
            )
            reveal(
                person=person, fields=["id_number"], reason="other",
                words=f"核对 {number}", by=scope, at=at,
            )  # fmt: skip
        log = logging.getLogger("jingwei.pages")
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT %s::int", [number])
        except DatabaseError:
            log.exception("a page broke")
        try:
            int(f"{phone} is not what was expected")
        except ValueError:
            log.exception("a page broke again")


if __name__ == "__main__":
    main(*sys.argv[1:])
