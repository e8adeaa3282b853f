"""Which addresses has the help?"""

from django.urls import path

from jingwei.shell.help import views

app_name = "help"
urlpatterns = [
    path("help/", views.home, name="home"),
    path("help/words/", views.words, name="words"),
    path("help/imports/", views.imports, name="imports"),
    path("help/about/", views.about, name="about"),
]
