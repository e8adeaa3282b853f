"""How does the county or city keep its catalogue? By dated words; what was said before stays."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.ranges import closed, held
from jingwei.systems.community.centres import queries, rules
from jingwei.systems.community.centres.actions import refuse
from jingwei.systems.community.centres.models import (
    ItemWording,
    Offering,
    ServiceCategory,
    ServiceItem,
)
from jingwei.systems.community.centres.rules import Entry

KEEP = Duty.RULES_KEEP
CHANGED = Finding("version.changed", "这个事项刚被别人改过，请看过现在的内容再改。")


@dataclass(frozen=True)
class CategoryTold:
    title: str
    place: int
    about: str = ""


def add_category(
    *, org: Organisation, told: CategoryTold, from_on: date, by: Scope, at: datetime
) -> ServiceCategory:
    """A category of the catalogue of ``org``. Raises: Refused."""
    by.require(KEEP, org.path)
    taken = ServiceCategory.everything.filter(org=org, held__contains=from_on)
    found = []
    if not told.title.strip():
        found.append(Finding("category.title", "还没有写类别名称。", rules.HOUSE))
    elif taken.filter(title=told.title.strip()).exists():
        found.append(Finding("category.twice", "已经有这一类了，不用再加。", rules.HOUSE))
    if told.place < 1:
        found.append(Finding("category.place", "序号从1写起。", rules.HOUSE))
    elif taken.filter(place=told.place).exists():
        found.append(
            Finding("category.place_taken", "这个序号已经有一类了，请换一个。", rules.HOUSE)
        )
    refuse(found)
    row = ServiceCategory.everything.create(
        org=org, org_path=org.path, title=told.title.strip(), place=told.place,
        about=told.about.strip(), held=held(from_on),
    )  # fmt: skip
    write_line(
        verb="centres.category.add", by=by, at=at, org=org,
        subject=("service_category", row.public_id), facts={"title": row.title, "on": from_on},
    )  # fmt: skip
    return row


def add_item(
    *, category: ServiceCategory, entry: Entry, from_on: date, by: Scope, at: datetime
) -> ServiceItem:
    """A new item of a category, of the same catalogue. Raises: Refused."""
    by.require(KEEP, category.org_path)
    refuse(
        [*rules.entry_findings(entry),
         *rules.dated_findings(category.held.lower, from_on, category.held.upper)]
    )  # fmt: skip
    row = ServiceItem.everything.create(
        org_id=category.org_id, org_path=category.org_path, category=category, held=held(from_on)
    )
    _word(row, entry, held(from_on))
    _line("centres.item.add", row, entry, by, at, from_on)
    return row


def change_item(
    *, item: ServiceItem, entry: Entry, from_on: date, by: Scope, at: datetime,
    version: int | None = None,
) -> ServiceItem:  # fmt: skip
    """Other words from a day on; until then the former ones stand. Raises: Refused."""
    row = _locked(item, by, version)
    last = queries.last_wording(row)
    refuse(
        [*rules.entry_findings(entry),
         *rules.dated_findings(last.held.lower, from_on, row.held.upper)]
    )  # fmt: skip
    if from_on == last.held.lower:
        last.delete()  # said on the same day: the ledger keeps what stood there before
    else:
        last.held = closed(last.held, from_on)
        last.save(update_fields=["held"])
    _word(row, entry, held(from_on))
    _line("centres.item.change", row, entry, by, at, from_on, former=_facts(entry_of(last)))
    return row


def end_item(
    *, item: ServiceItem, on: date, by: Scope, at: datetime, version: int | None = None
) -> ServiceItem:
    """From ``on`` the catalogue has it no more; centres must have stopped it. Raises: Refused."""
    row = _locked(item, by, version)
    last = queries.last_wording(row)
    found = rules.dated_findings(last.held.lower, on, row.held.upper)
    still = Offering.everything.filter(item=row, held__endswith=None).count()
    if still:
        found.append(
            Finding(
                "item.offered", "还有{n}个中心在办，请先让它们停办。", rules.HOUSE, {"n": still}
            )
        )  # fmt: skip
    if on == last.held.lower:
        found.append(Finding("item.same_day", "停办要晚于生效那天，请改日期。", rules.HOUSE))
    refuse(found)
    row.held, last.held = closed(row.held, on), closed(last.held, on)
    row.save(update_fields=["held"])
    last.save(update_fields=["held"])
    _line("centres.item.end", row, entry_of(last), by, at, on)
    return row


def _locked(item: ServiceItem, by: Scope, version: int | None) -> ServiceItem:
    by.require(KEEP, item.org_path)
    row: ServiceItem = (
        ServiceItem.everything.select_for_update(no_key=True, of=("self",))
        .select_related("org", "category").get(pk=item.pk)
    )  # fmt: skip
    if version is not None and row.version != version:
        raise Refused(CHANGED)
    row.version = F("version") + 1
    row.save(update_fields=["version"])
    row.refresh_from_db(fields=["version"])
    return row


def _word(row: ServiceItem, entry: Entry, stretch: Any) -> None:
    said = asdict(entry) | {"bring": list(entry.bring), "never_ask": list(entry.never_ask)}
    ItemWording.everything.create(
        org_id=row.org_id, org_path=row.org_path, item=row, held=stretch, **said
    )


def entry_of(row: ItemWording) -> Entry:
    return Entry(
        title=row.title, kind=row.kind, takes=row.takes, basis=row.basis, price=row.price,
        price_words=row.price_words, ring=row.ring, for_whom=row.for_whom,
        bring=tuple(row.bring), never_ask=tuple(row.never_ask), is_required=row.is_required,
    )  # fmt: skip


def _facts(entry: Entry) -> dict[str, Any]:
    return asdict(entry) | {"price": str(entry.price)}


def _line(
    verb: str, row: ServiceItem, entry: Entry, by: Scope, at: datetime, on: date, **more: Any
) -> None:
    write_line(
        verb=verb, by=by, at=at, org=row.org, subject=("service_item", row.public_id),
        facts={"on": on, **_facts(entry), **more},
    )  # fmt: skip
