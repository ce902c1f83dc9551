"""The addresses that clinics hand out."""

from django.urls import path

from content.clinics import permalinks
from content.reading import feedback

urlpatterns = [
    path("<slug:code>/", permalinks.page),
    path("<slug:code>/card.png", permalinks.card),
    path("<slug:code>/feedback/", feedback.give),
    path("<slug:code>/history/", permalinks.history),
    path("<slug:code>/v/<int:number>/", permalinks.edition),
    path("<slug:code>/<slug:section>/", permalinks.section),
]
