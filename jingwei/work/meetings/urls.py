"""Which pages are there about organisational life?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.work.meetings import known_page
from jingwei.work.meetings.views import meetings as views
from jingwei.work.meetings.views import year

app_name = "meetings"

urlpatterns = [
    path("meetings/", views.home, name="home"),
    path("meetings/of/<code:code>/", views.of_org, name="of"),
    path("meetings/of/<code:code>/known/", known_page.page, name="known"),
    path("meetings/new/<code:code>/", views.new, name="new"),
    path("meetings/year/<code:code>/", year.plan, name="year"),
    path("meetings/ledger/<code:code>/", year.ledger, name="ledger"),
    path("meetings/member/<uuid:public_id>/", year.member, name="member"),
    path("meetings/talks/", views.talks, name="talks"),
    path("meetings/talks/new/<code:code>/", views.new_talk, name="new-talk"),
    path("meetings/resolutions/<uuid:public_id>/finish/", views.finish, name="finish"),
    path("meetings/<uuid:public_id>/", views.page, name="meeting"),
    path("meetings/<uuid:public_id>/edit/", views.edit, name="edit"),
    path("meetings/<uuid:public_id>/correct/", views.correct, name="correct"),
    path("meetings/<uuid:public_id>/cancel/", views.cancel, name="cancel"),
    path("meetings/<uuid:public_id>/minutes.<slug:kind>", views.minutes, name="minutes"),
]
