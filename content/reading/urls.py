"""The public addresses."""

from django.urls import path, re_path

from content.reading import (
    feeds,
    leanings,
    link_card,
    media,
    offline,
    sitemap,
    suggestions,
    views,
)

urlpatterns = [
    path("", views.home),
    path("search/", views.search),
    path("search/suggest/", suggestions.suggest),
    path("about/", views.about),
    path("accessibility/", views.accessibility),
    path("sources/", leanings.sources),
    path("sources/<slug:key>/", leanings.source),
    path("glossary/", leanings.glossary),
    path("card.png", link_card.home),
    path("offline/", offline.fallback),
    path("offline.js", offline.worker),
    path("offline.json", offline.changed),
    path("site.webmanifest", offline.manifest),
    path("changes.atom", feeds.changes),
    path("sitemap.xml", sitemap.whole),
    path("sitemap-<int:number>.xml", sitemap.part),
    path("robots.txt", feeds.robots),
    path("healthz", feeds.healthz),
    re_path(r"^media/(?P<sha256>[0-9a-f]{64})\.(?P<extension>png|jpg|webp|svg)$", media.image),
    re_path(r"^(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)/$", views.article),
]
