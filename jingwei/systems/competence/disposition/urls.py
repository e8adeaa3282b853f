"""At which addresses are cases, pilots and outcomes?"""

app_name = "disposition"
urlpatterns: list[object] = []
