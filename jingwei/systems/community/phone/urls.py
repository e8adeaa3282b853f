"""Which pages has the grid worker's phone?"""

from django.urls import path

from jingwei.systems.community.phone import views

app_name = "phone"
ROOT = "community/today"

urlpatterns = [
    path(f"{ROOT}/", views.home, name="home"),
    path(f"{ROOT}/note/", views.note, name="note"),
    path(f"{ROOT}/offline/", views.offline, name="offline"),
    path("sw.js", views.worker, name="worker"),
]
