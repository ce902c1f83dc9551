"""What no reader gets: an unapproved word, a cookie, a table that is not public, another host."""

import base64
import hashlib
import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests import readers
from tests.reading.grounds import CANARY

SEARCHES = (
    '"',
    "'",
    "*",
    "cramp*",
    "AND OR NOT",
    "NEAR(cramp, 2)",
    "title:cramp",
    "cramp' OR 1=1 --",
    "-cramp",
    "(" * 50,
    "a " * 3000,
    "\x00cramp",
    "ñandú ١٢٣ 痙攣",
    "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "<script>alert(1)</script>",
    "&<>\"'",
    "%s %d {0}",
    "!(:*|&)",
)


def everywhere(site):
    return [*site.shown, *site.moved, *site.gone, *site.missing, *site.nothing]


class TestAPublicAddress:
    @pytest.mark.engine
    def test_answers_from_public_tables_alone(self, site, as_a_reader):
        statuses = {address: as_a_reader.get(address).status_code for address in everywhere(site)}

        expected = dict.fromkeys(site.shown, 200) | dict.fromkeys(site.gone, 410)
        expected |= dict.fromkeys([*site.missing, *site.nothing], 404)
        assert {a: s for a, s in statuses.items() if s != expected.get(a, s)} == {}
        assert {statuses[address] for address in site.moved} == {301, 302}

    @pytest.mark.engine
    def test_holds_no_word_of_a_draft(self, site, as_a_reader):
        found = [
            address
            for address in everywhere(site)
            if CANARY in readers.text_of(as_a_reader.get(address)).replace(f"{CANARY}xyz", "")
        ]

        assert found == []

    def test_finds_nothing_by_a_word_of_a_draft(self, site, as_a_reader):
        answer = as_a_reader.get("/search/", {"q": CANARY})

        assert "hidden" not in readers.text_of(answer)
        assert re.sub(rf'value="{CANARY}"|{CANARY}(?=[”<])', "", readers.text_of(answer)).count(
            CANARY
        ) in (0, 1)

    def test_sets_no_cookie_whatever_is_sent(self, site):
        visitor = Client()
        visitor.cookies.load(
            {"desk": "x" * 32, "sessionid": "y", "csrftoken": "z", "django_language": "de"}
        )

        answers = {address: visitor.get(address) for address in everywhere(site)}

        assert [address for address, answer in answers.items() if answer.cookies] == []
        assert [a for a, answer in answers.items() if "ookie" in answer.get("Vary", "")] == []

    def test_looks_at_nobody(self, site, as_a_reader):
        editor = get_user_model().objects.get(username="editor")
        as_a_reader.client.force_login(editor)
        stranger = readers.Reader()

        different = [
            address
            for address in everywhere(site)
            if as_a_reader.get(address).content != stranger.get(address).content
        ]

        assert different == []

    def test_carries_every_protection(self, site, as_a_reader):
        wanted = {
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Referrer-Policy": "same-origin",
        }
        lacking = {}
        for address in everywhere(site):
            answer = as_a_reader.get(address)
            lacks = [name for name, value in wanted.items() if answer.get(name) != value]
            policy = answer.get("Content-Security-Policy", "")
            framed = not address.startswith("/media/") and "frame-ancestors 'none'" not in policy
            if (
                framed
                or "default-src 'none'" not in policy
                or "unsafe-eval" in policy
                or "*" in policy
            ):
                lacks.append("Content-Security-Policy")
            if "camera=()" not in answer.get("Permissions-Policy", ""):
                lacks.append("Permissions-Policy")
            if lacks:
                lacking[address] = lacks

        assert lacking == {}

    def test_allows_no_inline_style_or_script_on_a_page(self, site, as_a_reader):
        pages = [a for a in everywhere(site) if not a.startswith("/media/")]

        policies = {as_a_reader.get(address)["Content-Security-Policy"] for address in pages}

        assert len(policies) == 1
        [policy] = policies
        assert "unsafe" not in policy
        assert "require-trusted-types-for 'script'" in policy
        # Scripts of our own, one named policy, and a worker at one address: nothing from elsewhere.
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        assert {rules[f"{what}-src"] for what in ("connect", "worker")} == {"'self'"}
        assert rules["trusted-types"] == "offline"

    def test_runs_its_own_scripts_and_one_inline_known_by_its_digest(self, site, as_a_reader):
        answer = as_a_reader.get(site.shown[0])

        [inline] = re.findall("<script data-then=[^>]*>(.*?)</script>", answer.content.decode())
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        policy = answer["Content-Security-Policy"]
        assert f"script-src 'self' 'sha256-{digest}';" in f"{policy};"

    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
    def test_takes_no_method_but_reading(self, site, as_a_reader, method):
        addresses = [*site.shown, *site.gone, "/cramp-at-night/"]

        statuses = {a: as_a_reader.request(method, a).status_code for a in addresses}

        assert {a: status for a, status in statuses.items() if status != 405} == {}

    def test_answers_head_like_get_without_a_body(self, site, as_a_reader):
        for address in site.shown:
            head = as_a_reader.request("HEAD", address)
            assert (address, head.status_code, head.content) == (address, 200, b"")

    @pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:80@evil.example", "a\nb", ""])
    def test_refuses_another_host(self, site, as_a_reader, host):
        statuses = {
            address: as_a_reader.get(address, host=host).status_code
            for address in ("/", "/night-cramps/", "/p/night-cramps/", "/changes.atom", "/absent/")
        }

        assert set(statuses.values()) == {400}

    def test_repeats_no_forwarded_host(self, site, as_a_reader):
        for address in ("/night-cramps/", "/sitemap.xml", "/changes.atom", "/robots.txt"):
            answer = as_a_reader.get(address, **{"x-forwarded-host": "evil.example"})
            assert "evil.example" not in readers.text_of(answer)

    @pytest.mark.parametrize(
        "query", ["next=//evil.example", "q=//evil.example", "utm=1&patient=Ada"]
    )
    def test_leads_to_no_address_that_was_sent(self, site, as_a_reader, query):
        for address in site.moved[:3]:
            location = as_a_reader.get(f"{address}?{query}")["Location"]
            assert location.startswith("/night-cramps/")
            assert "evil" not in location
            assert "Ada" not in location


class TestADraft:
    def test_answers_like_nothing_at_all(self, site, as_a_reader):
        for draft, nothing in zip(site.missing, site.nothing, strict=True):
            there, not_there = as_a_reader.get(draft), as_a_reader.get(nothing)

            assert there.status_code == not_there.status_code == 404
            assert there.content == not_there.content
            assert there.headers == not_there.headers

    def test_takes_as_many_queries_as_nothing_at_all(self, site, as_a_reader):
        for draft, nothing in zip(site.missing, site.nothing, strict=True):
            as_a_reader.get(draft)
            of_the_draft = len(as_a_reader.queries)
            as_a_reader.get(nothing)
            assert of_the_draft == len(as_a_reader.queries)


class TestASearch:
    @pytest.mark.engine
    @pytest.mark.parametrize("query", SEARCHES)
    def test_answers_whatever_is_asked(self, site, as_a_reader, query):
        answer = as_a_reader.get("/search/", {"q": query})

        assert answer.status_code == 200
        assert "<script>alert" not in readers.text_of(answer)

    @pytest.mark.parametrize(
        "raw", ["q=%ff%fe", "q[]=a", "q=a&q=b", "q=%00", "%", "q=" + "a" * 5000]
    )
    def test_answers_whatever_is_sent(self, site, as_a_reader, raw):
        assert as_a_reader.get(f"/search/?{raw}").status_code == 200


class TestTraversal:
    @pytest.mark.parametrize(
        "path",
        [
            "/media/../secret-key",
            "/media/%2e%2e/secret-key",
            "/media/" + "a" * 64 + ".html",
            "/media/" + "a" * 64 + ".svg/../x",
            "/static/../manage.py",
            "/static/%2e%2e/manage.py",
            "/..%2fmanage.py",
            "/p/../admin/x/",
            "/\\evil.example/",
            "/%2F%2Fevil.example",
            "/night-cramps%00/",
            "/NIGHT-CRAMPS/",
            "/night-cramps./",
        ],
    )
    def test_leads_nowhere(self, site, as_a_reader, path):
        answer = as_a_reader.get(path)

        assert answer.status_code in (301, 302, 404)
        assert re.match(r"$|/[^/\\]", answer.get("Location", ""))
        assert b"DJANGO_SETTINGS_MODULE" not in answer.content
