"""Which pages are there about oneself?"""

from django.urls import path

from jingwei.shell.me import views

app_name = "me"

urlpatterns = [
    path("me/", views.home, name="home"),
    path("me/show/", views.show, name="show"),
    path("me/ask/", views.ask, name="ask"),
    path("me/download/", views.download, name="download"),
    path("me/papers/", views.papers, name="papers"),
    path("me/papers/<uuid:paper>/", views.paper, name="paper"),
]
