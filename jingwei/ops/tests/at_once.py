"""What many hands do at the same moment, each with a sign-in of its own; prints what came of it.

Runs in a process of its own on a database apart (``ops/imports/tests/apart.py``).
"""

import json
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import django

django.setup()

from django.db import connections  # noqa: E402 - Django is set up first
from django.utils import timezone  # noqa: E402

from jingwei.kernel.access.scope import acting  # noqa: E402
from jingwei.kernel.findings import Refused  # noqa: E402
from jingwei.kernel.flows.actions import take_step  # noqa: E402
from jingwei.kernel.flows.models import Taken  # noqa: E402
from jingwei.kernel.handover.actions import offer_handover  # noqa: E402
from jingwei.kernel.handover.flows import HANDOVER  # noqa: E402
from jingwei.kernel.ledger import reactions  # noqa: E402
from jingwei.kernel.ledger.models import Entry  # noqa: E402
from jingwei.kernel.ledger.record import write_line  # noqa: E402
from jingwei.kernel.people import actions, files  # noqa: E402
from jingwei.kernel.people.models import Person  # noqa: E402
from jingwei.kernel.register import reaction, register  # noqa: E402
from jingwei.ops.imports import by_command  # noqa: E402
from jingwei.ops.tests.at_once_counts import CLICKS, EACH, LINES, WRITERS  # noqa: E402

ASKED, ANSWERED = "access.session.begin", "access.session.end"  # two known verbs


def together(hands: int, act: Callable[[int], str]) -> Counter[str]:
    """All hands begin at one moment; how often each of them ended in which way."""
    start, said = threading.Barrier(hands), Counter[str]()
    lock = threading.Lock()

    def one(number: int) -> None:
        start.wait(60)
        try:
            told = act(number)
        except Refused as refused:
            told = ",".join(sorted(refused.codes))
        finally:
            connections.close_all()
        with lock:
            said[told] += 1

    threads = [threading.Thread(target=one, args=(number,)) for number in range(hands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def clicks() -> dict[str, Any]:
    """Eight clicks on one step of one case."""
    register()
    with by_command._as("lin") as (lin, _account):
        row = offer_handover(notes="", by=lin, at=timezone.now())

    def drop(number: int) -> str:
        with acting(lin):
            take_step(
                flow=HANDOVER, subject=row, verb="drop", said={"reason": "不换人了"}, by=lin,
                at=timezone.now(),
            )  # fmt: skip
        return "taken"

    told = together(CLICKS, drop)
    with acting(lin):
        steps = Taken.objects.filter(case__subject=row.public_id, verb="drop").count()
        lines = Entry.everything.filter(verb="access.handover.drop").count()
    return {"told": told, "steps": steps, "lines": lines}


def writers() -> dict[str, Any]:
    """Twenty writers put the same file right, each some times, each on what it has seen."""
    with by_command._as("lin") as (lin, _account):
        person = Person.everything.order_by("id")[0]
        first = person.version

    def write(number: int) -> str:
        accepted = refused = 0
        for turn in range(EACH):
            with acting(lin):
                seen = Person.everything.get(pk=person.pk)
                details = replace(files.details_of(seen), unit_title=f"{number}-{turn}")
            try:
                with acting(lin):
                    actions.correct_details(
                        person=seen, details=details, by=lin, at=timezone.now(),
                        version=seen.version,
                    )  # fmt: skip
                accepted += 1
            except Refused as no:
                if no.codes != {"version.changed"}:
                    raise
                refused += 1
        return f"{accepted} {refused}"

    told = together(WRITERS, write)
    accepted = sum(int(key.split()[0]) * times for key, times in told.items())
    refused = sum(int(key.split()[1]) * times for key, times in told.items())
    with acting(lin):
        last = Person.everything.get(pk=person.pk).version
        lines = Entry.everything.filter(
            verb="people.member.correct", subject_id=str(person.public_id)
        ).count()
    return {"accepted": accepted, "refused": refused, "versions": last - first, "lines": lines}


def workers() -> dict[str, Any]:
    """Four workers on the reactions to sixty lines."""
    register()

    def answer(happened: reactions.Happened, *, by: Any, at: Any) -> None:
        write_line(
            verb=ANSWERED, by=by, at=at, org=happened.org, subject=("once", happened.subject_id)
        )

    reaction(ASKED, answer, name="test.at_once")
    with by_command._as("lin") as (lin, _account):
        org = Person.everything.order_by("id")[0].org
        for number in range(LINES):
            write_line(
                verb=ASKED, by=lin, at=timezone.now(), org=org, subject=("asked", str(number))
            )

    def work(number: int) -> str:
        return str(reactions.run_waiting(at=timezone.now()))

    told = together(4, work)
    ran = sum(int(key) * times for key, times in told.items())
    with acting(lin):
        done = Entry.everything.filter(subject="once").values_list("subject_id", flat=True)
        answers = list(done)
    return {"ran": ran, "answers": len(answers), "different": len(set(answers))}


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]]()))  # noqa: T201 - the answer of this process
