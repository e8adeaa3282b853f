"""What hinders work with this system, said by anybody: what must be there, and sent in once.

The page and the API say it by the same words. Who said it is known only where a telephone is left.
"""

from dataclasses import asdict, dataclass
from typing import Final

from jingwei.kernel import jobs
from jingwei.kernel.findings import Finding
from jingwei.work.matters import actions, asking, door, receipts, workers
from jingwei.work.matters.kinds import Channel, Kind
from jingwei.work.matters.models import Arrival

TYPED: Final = ("asked", "spot", "phone")


@dataclass(frozen=True)
class Suggestion:
    """``spot`` is the folder of pages it is about, such as /matters/; never a record."""

    asked: str
    spot: str = ""
    phone: str = ""

    @classmethod
    def of(cls, **said: str) -> "Suggestion":
        """As it was sent, each no longer than the page takes it."""
        return cls(**{
            name: said.get(name, "").replace("\x00", "")[: asking.MOST[name]] for name in TYPED
        })  # fmt: skip

    @property
    def findings(self) -> list[Finding]:
        return actions.findings_of(
            actions.Told(asked=self.asked, phone=self.phone, kind=Kind.SYSTEM)
        )

    @property
    def told(self) -> dict[str, str]:
        return asdict(self)


def put_in(said: Suggestion, mark: str) -> str:
    """Its receipt code; the same words under the same mark are one matter."""
    code = receipts.of_form("\x1f".join((Kind.SYSTEM, mark, *said.told.values())))
    receipt = receipts.digest(code)
    if door.followed(receipt) is None:  # else it was sent a moment ago
        arrival = door.put_in(
            Arrival.Kind.ASK, receipt,
            {**said.told, "name": "", "place": "", "kind": Kind.SYSTEM, "channel": Channel.WEB,
             "receipt": code},
        )  # fmt: skip
        jobs.enqueue(workers.take, public_id=str(arrival))
    return code
