"""Addresses of ledgers, worked as tables."""

from django.urls import URLPattern, path

from yingshang.apps.casework.views.ledgers import incoming, months, rows, table

urlpatterns: list[URLPattern] = [
    path("ledgers/", table.ledgers, name="ledgers"),
    path("ledgers/<slug:code>/", table.table, name="ledger"),
    path("ledgers/<slug:code>/add", rows.add, name="ledger_add"),
    path("ledgers/<slug:code>/columns", table.columns, name="ledger_columns"),
    path("ledgers/<slug:code>/views", table.save_view, name="ledger_view"),
    path("ledgers/<slug:code>/views/<int:key>/drop", table.drop_view, name="ledger_view_drop"),
    path("ledgers/<slug:code>/paste/", incoming.paste, name="ledger_paste"),
    path("ledgers/<slug:code>/rejected.xlsx", incoming.rejected, name="ledger_rejected"),
    path("ledgers/<slug:code>/template.xlsx", incoming.template, name="ledger_template"),
    path("ledgers/<slug:code>/table.xlsx", table.download, name="ledger_download"),
    path("ledgers/<slug:code>/rows/<slug:number>", rows.change, name="ledger_row"),
    path("ledgers/<slug:code>/months/", months.this_month, name="ledger_months"),
    path("ledgers/<slug:code>/months/<slug:month>/", months.month, name="ledger_month"),
    path("ledgers/<slug:code>/months/<slug:month>/lock", months.lock, name="ledger_lock"),
    path(
        "ledgers/<slug:code>/months/<slug:month>/roll-up.<str:kind>",
        months.month_file,
        name="ledger_month_file",
    ),
]
