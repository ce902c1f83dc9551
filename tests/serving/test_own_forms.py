"""Public forms, and where they stood when somebody sent them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.views.decorators.csrf import csrf_exempt

from cramps_site.middleware import OwnForms

ELSEWHERE = {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}


def view(request):
    return HttpResponse()


def passes(method="POST", path="/p/x/feedback/", to=view, **headers):
    request = RequestFactory(headers=headers).generic(method, path)
    OwnForms(view).process_view(request, to, (), {})
    return True


class TestAFormFromElsewhere:
    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
    def test_is_refused(self, method):
        with pytest.raises(PermissionDenied):
            passes(method, **ELSEWHERE)

    def test_is_refused_by_its_origin_where_the_browser_says_no_more(self):
        for origin in ("https://evil.example", "http://testserver:81", "nonsense"):
            with pytest.raises(PermissionDenied):
                passes(origin=origin)

    def test_passes_to_a_view_that_takes_forms_from_elsewhere(self):
        assert passes(to=csrf_exempt(view), **ELSEWHERE)

    def test_is_left_to_the_tokens_of_the_desk(self):
        assert passes(path="/admin/x/", **ELSEWHERE)


class TestOtherRequests:
    @pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
    def test_pass_from_everywhere_when_they_only_read(self, method):
        assert passes(method, **ELSEWHERE)

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "same-origin", "origin": "null"},
            {"sec-fetch-site": "none"},
            {"origin": "http://testserver"},
            {},
        ],
        ids=str,
    )
    def test_pass_when_they_are_our_own(self, headers):
        assert passes(**headers)
