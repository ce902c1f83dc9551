"""The addresses that clinics hand out."""

from django.urls import path

from content.clinics import history, permalinks, qr
from content.reading import feedback

urlpatterns = [
    path("<slug:code>/", permalinks.page),
    path("<slug:code>/card.png", permalinks.card),
    path("<slug:code>/feedback/", feedback.give),
    path("<slug:code>/history/", history.history),
    path("<slug:code>/qr.svg", qr.svg),
    path("<slug:code>/qr.png", qr.png),
    path("<slug:code>/v/<int:number>/", permalinks.edition),
    path("<slug:code>/<slug:section>/", permalinks.section),
]
