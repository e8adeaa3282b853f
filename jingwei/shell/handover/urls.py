"""Where is a post handed over?"""

from django.urls import path

from jingwei.shell.handover import views

app_name = "handover"

urlpatterns = [path("handover/", views.home, name="home")]
