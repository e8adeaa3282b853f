"""Which pages are there about members managed from two sides?"""

from django.urls import path

from jingwei.systems.community.links import views

app_name = "links"
ROOT = "community/links"

urlpatterns = [
    path(f"{ROOT}/", views.home, name="home"),
    path(f"{ROOT}/<uuid:public_id>/", views.link, name="link"),
    path(f"{ROOT}/members/<uuid:public_id>/", views.member, name="member"),
    path(f"{ROOT}/members/<uuid:public_id>/new/", views.new, name="new"),
    path("me/link/", views.wish, name="wish"),
    path("me/link/<slug:verb>/", views.answer, name="answer"),
]
