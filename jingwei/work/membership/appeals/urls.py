"""Which pages are there about appeals? The office's list and one; the member's own."""

from django.urls import path

from jingwei.work.membership.appeals.views import office, own

app_name = "appeals"

urlpatterns = [
    path("appeals/", office.home, name="home"),
    path("appeals/export/", office.export, name="export"),
    path("appeals/<uuid:public_id>/", office.one, name="one"),
    path("me/appeals/", own.mine, name="mine"),
    path("me/appeals/new/<uuid:subject>/<int:number>/", own.new, name="new"),
    path("me/appeals/<uuid:public_id>/add/", own.add, name="add"),
    path("me/appeals/<uuid:public_id>/take-back/", own.take_back, name="take_back"),
]
