"""Which pages are there about members? The list, a member's own pages, changes, what waits."""

from django.urls import path

from jingwei.shell.members.views import changes, corrections, exporting, listing, member, posts
from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes

app_name = "members"
ONE = "members/<uuid:public_id>"
POSTS = "members/posts/<code:code>"

urlpatterns = [
    path("members/", listing.members, name="list"),
    path("members/views/", listing.save_view, name="save-view"),
    path("members/views/<uuid:public_id>/drop/", listing.drop_view, name="drop-view"),
    path("members/conditions/", listing.conditions, name="conditions"),
    path("members/columns/", listing.choose_columns, name="columns"),
    path("members/register/", changes.register, name="register"),
    path("members/choose/", changes.choose, name="choose"),
    path("members/duplicates/", corrections.twins, name="duplicates"),
    path("members/corrections/", corrections.inbox, name="corrections"),
    path("members/corrections/<uuid:public_id>/", corrections.correction, name="correction"),
    path("members/export/", exporting.export, name="export"),
    path("members/exports/", exporting.exports, name="exports"),
    path("members/exports/<uuid:public_id>/decide/", exporting.decide, name="decide-export"),
    path("members/exports/<uuid:public_id>/take/", exporting.take, name="take-export"),
    path(f"{POSTS}/", posts.appoint, name="appoint"),
    path(f"{POSTS}/new/", posts.open_post, name="post-new"),
    path(f"{POSTS}/close/<uuid:post>/", posts.close_post, name="post-close"),
    path(f"{POSTS}/relieve/<uuid:position>/", posts.relieve, name="relieve"),
    path(f"{ONE}/", member.overview, name="member"),
    path(f"{ONE}/timeline/", member.timeline, name="timeline"),
    path(f"{ONE}/looks/", member.looks, name="looks"),
    path(f"{ONE}/sealed/", member.sealed, name="sealed"),
    path(f"{ONE}/reveal/", member.reveal, name="reveal"),
    path(f"{ONE}/edit/", changes.edit, name="edit"),
    path(f"{ONE}/changes/", changes.menu, name="changes"),
    path(f"{ONE}/changes/<slug:act>/", changes.change, name="act"),
]
