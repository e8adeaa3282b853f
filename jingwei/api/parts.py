"""Which parts does the API mount? One module a subject; systems above the API name theirs."""

from functools import cache
from importlib import import_module

from django.conf import settings

from jingwei.api.core import api

PARTS: dict[str, tuple[str, ...]] = {
    "/me": ("me", "own_papers", "own_dispositions", "own_dues", "own_appeals"),
    "/organisations": ("organisations", "organisation_changes"),
    "/units": ("units",),
    "/divisions": ("divisions",),
    "/members": ("members", "member_changes"),
    "/corrections": ("corrections",),
    "": ("posts",),
    "/figures": ("figures",),
    "/meetings": ("meetings", "meetings_known"),
    "/matters": ("matters", "matter_kinds", "petitions"),
    "/elections": ("elections", "election_delegates"),
    "/dispatch-rules": ("dispatch",),
    "/statistics": ("statistics",),
    "/commendations": ("commendations",),
    "/appeals": ("appeals",),
    "/transfers": ("transfers",),
    "/standing": ("standing",),
    "/dues": ("dues",),
    "/appraisals": ("appraisals",),
    "/development": ("development",),
    "/rulebook": ("rulebook",),
    "/calendar": ("calendar",),
    "/accounts": ("accounts",),
    "/grants": ("grants",),
    "/ledger": ("ledger",),
    "/flows": ("flows",),
    "/checklists": ("checklists",),
    "/notices": ("notices",),
    "/handover": ("handover",),
    "/centres": ("centres",),
    "/services": ("services",),
    "/courses": ("courses",),
    "/programmes": ("programmes",),
    "/careers": ("careers",),
    "/problems": ("problems",),
    "/unions": ("unions",),
    "/dispositions": ("dispositions",),
    "/pilots": ("pilots",),
    "/studios": ("studios",),
    "/stations": ("stations", "station_days"),
    "/providers": ("providers",),
    "/proxies": ("proxies",),
    "/communities": ("communities",),
    "/grids": ("grids",),
    "/buildings": ("buildings",),
    "/map": ("community_map",),
    "/notes": ("notes",),
    "/links": ("links",),
    "/sittings": ("sittings",),
    "/groups": ("groups",),
    "/public": ("public",),
}
"""Where a subject stands, and the modules that add operations to the router of the first."""


@cache
def load() -> None:
    """Import the parts and mount them; once, however often it is asked for.

    ``JINGWEI_API_PARTS`` names modules that may import the API but not be imported by it; each
    has a ``PREFIX`` and a ``router``.
    """
    for prefix, names in PARTS.items():
        modules = [import_module(f"jingwei.api.{name}") for name in names]
        api.add_router(prefix, modules[0].router)
    for name in settings.JINGWEI_API_PARTS:
        module = import_module(name)
        api.add_router(module.PREFIX, module.router)
