"""How small a public answer is sent, and to whom."""

import gzip

import brotli
import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from cramps_site import compression
from tests import factories

LONG = "A cramp is pain in a muscle. " * 100
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


def answered(accepted, path="/night-cramps/", *, content=LONG, **headers):
    """What the middleware makes of an answer."""
    headers = {"Content-Type": "text/html; charset=utf-8"} | headers
    middleware = compression.PublicCompression(lambda _: HttpResponse(content, headers=headers))
    return middleware(RequestFactory().get(path, headers={"accept-encoding": accepted}))


def echo():
    """A site whose every page is its own address, many times."""
    headers = {"Cache-Control": "public, max-age=60"}
    return compression.PublicCompression(
        lambda request: HttpResponse(f"{request.path} " * 100, headers=headers)
    )


def kept(middleware):
    """The pages that a site keeps."""
    return [brotli.decompress(page).decode().split()[0] for page in middleware._kept.values()]


class TestBestWay:
    @pytest.mark.parametrize(
        ("accepted", "way"),
        [
            ("gzip, deflate, br, zstd", "br"),
            ("gzip", "gzip"),
            ("GZIP, BR;q=0", "gzip"),
            ("br;q=0.5, gzip;q=0.9", "gzip"),
            ("*", "br"),
            ("*;q=0, gzip", "gzip"),
            ("identity", ""),
            ("br;q=nonsense", ""),
            (";,;q=,", ""),
            ("", ""),
        ],
    )
    def test_is_the_smallest_that_a_browser_takes(self, accepted, way):
        assert compression.best_way(accepted) == way


class TestAPublicAnswer:
    @pytest.mark.parametrize("way", ["br", "gzip"])
    def test_is_sent_small_and_says_so(self, way):
        answer = answered(way)

        assert answer["Content-Encoding"] == way
        assert answer["Vary"] == "Accept-Encoding"
        assert int(answer["Content-Length"]) == len(answer.content) < 150
        assert UNPACK[way](answer.content).decode() == LONG

    @pytest.mark.parametrize("way", ["br", "gzip"])
    def test_is_the_same_when_it_is_kept(self, way):
        kept = {"ETag": '"a"', "Cache-Control": "public, max-age=60"}
        middleware = compression.PublicCompression(
            lambda _: HttpResponse(LONG, headers=kept | {"Content-Type": "text/html"})
        )
        request = RequestFactory().get("/night-cramps/", headers={"accept-encoding": way})

        first, second = middleware(request), middleware(request)

        assert first.content == second.content
        assert UNPACK[way](second.content).decode() == LONG
        assert second["ETag"] == 'W/"a"'

    def test_is_whole_for_a_browser_that_takes_nothing_else(self):
        answer = answered("")

        assert not answer.has_header("Content-Encoding")
        assert answer["Vary"] == "Accept-Encoding"
        assert answer.content.decode() == LONG

    @pytest.mark.parametrize(
        ("path", "headers"),
        [
            ("/admin/", {}),
            ("/media/a.webp", {"Content-Type": "image/webp"}),
            ("/night-cramps/", {"Content-Encoding": "zstd"}),
        ],
    )
    def test_is_left_alone_where_that_would_tell_or_gain(self, path, headers):
        answer = answered("br, gzip", path, **headers)

        assert answer.content.decode() == LONG

    def test_is_left_alone_when_it_is_small_already(self):
        assert answered("br", content="OK").content == b"OK"

    def test_is_kept_for_nobody_else_when_a_reader_typed_something(self):
        middleware = echo()

        for path in ("/search/?q=clot", "/myths/"):
            middleware(RequestFactory().get(path, headers={"accept-encoding": "br"}))

        assert kept(middleware) == ["/myths/"]

    def test_pushes_out_the_least_used_when_many_are_kept(self, monkeypatch):
        monkeypatch.setattr(compression, "MOST_KEPT", 2)
        middleware = echo()

        for path in ("/a/", "/b/", "/a/", "/c/"):
            middleware(RequestFactory().get(path, headers={"accept-encoding": "br"}))

        assert kept(middleware) == ["/a/", "/c/"]


@pytest.mark.django_db
class TestASecondVisit:
    @pytest.mark.parametrize("way", ["br", "gzip", "identity"])
    def test_costs_no_second_download(self, way):
        factories.published("night-cramps")
        first = Client().get("/night-cramps/", headers={"accept-encoding": way})

        again = {"accept-encoding": way, "if-none-match": first["ETag"]}
        second = Client().get("/night-cramps/", headers=again)

        assert second.status_code == 304
        assert second.content == b""
        assert second["Vary"] == first["Vary"] == "Accept-Encoding"

    def test_has_the_length_of_what_would_be_sent(self):
        factories.published("night-cramps")
        there = Client().get("/night-cramps/", headers={"accept-encoding": "gzip"})

        asked = Client().head("/night-cramps/", headers={"accept-encoding": "gzip"})

        assert asked.content == b""
        assert asked["Content-Length"] == there["Content-Length"] == str(len(there.content))
