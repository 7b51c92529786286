"""Addresses of the directory."""

from django.urls import path

from yingshang.apps.directory.views import account, people, posts, session, units

app_name = "directory"
urlpatterns = [
    path("login", session.login, name="login"),
    path("logout", session.leave, name="logout"),
    path("enter-as", session.enter_as, name="enter_as"),
    path("account/", account.account, name="account"),
    path("account/contact", account.contact, name="own_contact"),
    path("account/preferences", account.preferences, name="own_preferences"),
    path("account/password", account.password, name="own_password"),
    path("units/", units.units, name="units"),
    path("units/<slug:code>/", units.unit, name="unit"),
    path("units/<slug:code>/designate", units.designate, name="designate"),
    path("units/<slug:code>/task-force", units.found_task_force, name="found_task_force"),
    path("task-forces/<uuid:pk>/end", units.dissolve_task_force, name="dissolve_task_force"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/contact", people.contact, name="contact"),
    path("posts/<uuid:pk>/end", posts.end_post, name="end_post"),
    path("posts/<uuid:pk>/deputy", posts.deputise, name="deputise"),
    path("deputies/<uuid:pk>/end", posts.recall_deputy, name="recall_deputy"),
    path("administration/people/", people.people, name="people"),
    path("administration/people/new", people.open_account, name="open_account"),
    path("administration/people/<uuid:pk>/close", people.close_account, name="close_account"),
    path("administration/people/<uuid:pk>/password", people.set_password, name="set_password"),
    path("administration/people/<uuid:pk>/appoint", people.appoint, name="appoint"),
]
