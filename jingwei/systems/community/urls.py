"""Where is the page of the system 社区党建?"""

from django.urls import path

from jingwei.shell.systems.views import page

app_name = "community"

urlpatterns = [path("community/", page("community"), name="home")]
