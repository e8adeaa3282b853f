"""Which pages are there of notices?"""

from django.urls import path

from jingwei.shell.notices import views

app_name = "notices"

urlpatterns = [
    path("notices/", views.home, name="home"),
    path("notices/<uuid:public_id>/", views.notice, name="notice"),
    path("notices/<uuid:public_id>/read/", views.read, name="read"),
    path("me/notices/<uuid:public_id>/read/", views.read_own, name="read_own"),
]
