"""Smaller answers for readers, by the best of the ways that their browser takes."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b
from threading import Lock

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from cramps_site.middleware import is_desk

NOT_MODIFIED = 304
# Below this an answer with its headers is one packet anyhow.
SMALLEST = 200
# Pictures are small already.
WORDS = ("text/", "application/json", "application/xml", "application/atom+xml", "image/svg")
# At some 10 kB each these are 5 MB a worker.
MOST_KEPT = 512
# The best is slow: 30 ms for a long page, once for as long as it is kept.
BEST: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=11),
    "gzip": lambda content: gzip.compress(content, 9, mtime=0),
}
QUICK: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=5),
    "gzip": lambda content: gzip.compress(content, 6, mtime=0),
}


class PublicCompression:
    """Brotli or gzip for public pages. The desk's hold secrets, and are sent as they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._kept: OrderedDict[tuple[str, bytes], bytes] = OrderedDict()
        self._lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if is_desk(request) or not isinstance(response, HttpResponse):
            return response
        if response.status_code == NOT_MODIFIED:
            patch_vary_headers(response, ("Accept-Encoding",))
        encoded = response.has_header("Content-Encoding")
        if encoded or not response.get("Content-Type", "").startswith(WORDS):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        way = best_way(request.headers.get("Accept-Encoding", ""))
        if not way or len(response.content) < SMALLEST:
            return response
        response.content = self._smaller(request, response, way)
        response.headers["Content-Encoding"] = way
        response.headers["Content-Length"] = str(len(response.content))
        etag = response.get("ETag", "")
        if etag.startswith('"'):
            # The same words in other bytes: no longer the strong kind.
            response.headers["ETag"] = f"W/{etag}"
        return response

    def _smaller(self, request: HttpRequest, response: HttpResponse, way: str) -> bytes:
        content = response.content
        # What a reader asked for in their own words is nobody else's, and is not kept.
        public = response.get("Cache-Control", "").startswith("public")
        if not public or request.META.get("QUERY_STRING"):
            return QUICK[way](content)
        key = (way, blake2b(content, digest_size=16).digest())
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        smaller = BEST[way](content)
        with self._lock:
            self._kept[key] = smaller
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return smaller


def best_way(accepted: str) -> str:
    """Return the smallest of the encodings that a browser likes best, or nothing."""
    liked = dict(_liked(part) for part in accepted.lower().split(","))
    best = max(BEST, key=lambda way: liked.get(way, liked.get("*", 0.0)))
    return best if liked.get(best, liked.get("*", 0.0)) > 0 else ""


def _liked(part: str) -> tuple[str, float]:
    name, _, weight = part.partition(";")
    if not weight:
        return name.strip(), 1.0
    try:
        return name.strip(), float(weight.strip().removeprefix("q="))
    except ValueError:
        return name.strip(), 0.0
