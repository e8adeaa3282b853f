"""Which pages are there about members who are away, lost, abroad or leaving?"""

from django.urls import path

from jingwei.work.membership.standing import views

app_name = "standing"

urlpatterns = [
    path("standing/", views.lists, name="lists"),
    path("standing/export.xlsx", views.export, name="export"),
    path("standing/notices/<uuid:public_id>/", views.served, name="served"),
    path("standing/<uuid:public_id>/", views.member, name="member"),
    path("standing/<slug:kind>/<uuid:public_id>/", views.new, name="new"),
]
