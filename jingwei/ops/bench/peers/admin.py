"""How does Django's admin list the same people? The floor's columns in its order, read only."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, Subquery

from jingwei.ops.bench.peers.models import Membership, Person


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Spared what it can do without: no second count of all, no actions, and the home membership
    asked of the rows shown, since a joined one would be counted along."""

    within = ("", "")
    """The range of organisations of who looks; set before each page."""

    list_display = (
        "name", "sex", "birth_on", "id_tail", "org", "category", "joined_on", "state",
    )  # fmt: skip
    list_select_related = ("org",)
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: Any) -> Any:
        path, hi = self.within
        standing = Membership._default_manager.filter(kind="home", held__endswith=None)
        home = standing.filter(person=OuterRef("pk"))
        return (
            super()
            .get_queryset(request)
            .filter(org_path__gte=path, org_path__lt=hi, is_gone=False, merged_into_id=None)
            .annotate(
                category_=Subquery(home.values("category")), state_=Subquery(home.values("state"))
            )
        )

    def category(self, person: Any) -> str:
        return str(person.category_)

    def state(self, person: Any) -> str:
        return str(person.state_)

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False
