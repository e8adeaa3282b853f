"""Where is searched?"""

from django.urls import path

from jingwei.shell.search import views

app_name = "search"

urlpatterns = [
    path("search/", views.home, name="home"),
    path("search/suggest/", views.suggest, name="suggest"),
]
