"""Which room answers an address."""

from django.contrib import admin
from django.urls import include, path

from content.admin import expert_page

urlpatterns = [
    path("admin/", admin.site.urls),
    path("e/<str:token>/", include(expert_page.urls)),
    path("p/", include("content.clinics.urls")),
    path("", include("content.reading.urls")),
]

handler400 = "content.reading.failures.bad_request"
handler403 = "content.reading.failures.forbidden"
handler404 = "content.reading.failures.not_found"
handler500 = "content.reading.failures.server_error"
