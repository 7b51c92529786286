"""Addresses of the desk: workbasket, search, one case, verbs."""

from django.urls import URLPattern, path

from yingshang.apps.casework.views.desk import basket, case, types, window

urlpatterns: list[URLPattern] = [
    path("cases/", basket.cases, name="cases"),
    path("cases/hand-over", basket.hand_over_many, name="hand_over_many"),
    path("cases/new/", window.new_types, name="new_types"),
    path("cases/new/<slug:code>/", window.new_case, name="new_case"),
    path("cases/papers/<int:key>", case.paper, name="desk_paper"),
    path("cases/letters/<int:key>.docx", case.letter, name="desk_letter"),
    path("cases/<slug:number>/", case.case, name="case"),
    path("cases/<slug:number>/fill/", window.fill, name="fill_case"),
    path("cases/<slug:number>/reveal", case.reveal_answers, name="reveal"),
    path("cases/<slug:number>/do/<slug:name>/", case.case_act, name="case_act"),
    path("cases/<slug:number>/steps/<int:key>/<slug:name>/", case.step_act, name="step_act"),
    path("casework/types/", types.types, name="types"),
    path("casework/types/<slug:code>/", types.case_type, name="type"),
    path("casework/moves/", types.moves, name="moves"),
    path("casework/moves/<int:key>/", types.move, name="move"),
    path("casework/moves/<int:key>/start", types.start, name="start_move"),
    path("casework/moves/<int:key>/undo", types.undo, name="undo_move"),
]
