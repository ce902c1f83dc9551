"""Looking at links that lead out, against a server of our own."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command

from content.evidence.models import Source
from content.publishing import link_check
from content.publishing.outside_links import OutsideLink
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db


class Elsewhere(BaseHTTPRequestHandler):
    """A site that is not ours: the first part of a path is the number that it answers."""

    def answer(self):
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        self.send_response(self.status())
        if to := self.server.leads.get(self.path):
            self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def status(self):
        if self.path == "/no-head/":
            return 405 if self.command == "HEAD" else 200
        return int(self.path.split("/")[1])

    do_GET = do_HEAD = answer  # noqa: N815  # as the library calls them

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    """Where everything that was asked is kept."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Elsewhere)
        self.asked = []
        self.leads = {}
        self.address = f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def elsewhere():
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(link_check, "SECONDS_BETWEEN", 0.0)


def look(address):
    return link_check.look(address, pace=link_check.Pace(), may_be_private=True)


def linked(code, *addresses):
    links = " ".join(f"[there]({address})" for address in addresses)
    return factories.published(code, body=f"See {links}.\n")


@pytest.mark.usefixtures("at_once")
class TestLooking:
    @pytest.mark.parametrize(
        ("path", "answer", "told"),
        [
            ("/200/", "there", "200 OK"),
            ("/204/", "there", "204 No Content"),
            ("/404/", "gone", "404 Not Found"),
            ("/410/", "gone", "410 Gone"),
            ("/403/", "unsure", "403 Forbidden"),
            ("/429/", "unsure", "429 Too Many Requests"),
            ("/503/", "unsure", "503 Service Unavailable"),
        ],
    )
    def test_reads_the_answer(self, elsewhere, path, answer, told):
        assert look(elsewhere.address + path) == (answer, told)

    def test_asks_for_the_head_and_says_who_it_is(self, elsewhere):
        look(f"{elsewhere.address}/200/?q=é&x=1")

        [(method, path, agent)] = elsewhere.asked
        assert (method, path) == ("HEAD", "/200/?q=%C3%A9&x=1")
        assert agent.startswith("cramps-site link check")

    def test_asks_for_the_whole_where_the_head_is_refused(self, elsewhere):
        assert look(f"{elsewhere.address}/no-head/")[0] == "there"
        assert [method for method, *_ in elsewhere.asked] == ["HEAD", "GET"]

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_goes_where_it_is_sent(self, elsewhere, status):
        elsewhere.leads[f"/{status}/"] = "/404/"

        assert look(f"{elsewhere.address}/{status}/")[0] == "gone"

    def test_does_not_go_in_circles(self, elsewhere):
        elsewhere.leads["/302/"] = "/302/"

        assert look(f"{elsewhere.address}/302/") == (
            "unsure",
            "It leads on more than 5 times.",
        )
        assert len(elsewhere.asked) == 6

    @pytest.mark.parametrize("to", ["file:///etc/passwd", "http://user@127.0.0.1/", "javascript:a"])
    def test_does_not_go_where_it_must_not(self, elsewhere, to):
        elsewhere.leads["/302/"] = to

        answer, told = look(f"{elsewhere.address}/302/")

        assert (answer, told) == ("unsure", "Only plain http and https addresses are asked.")

    def test_never_asks_inside_our_own_walls(self, elsewhere):
        found = link_check.look(
            f"{elsewhere.address}/200/", pace=link_check.Pace(), may_be_private=False
        )

        assert found == ("unsure", "It leads into a private network, which is not asked.")
        assert elsewhere.asked == []

    @pytest.mark.parametrize(
        ("address", "told"),
        [
            ("http://no-such-name.invalid/", "Its name leads nowhere."),
            ("http://127.0.0.1:9/", "The connection failed."),
            ("{}/200/", "No safe connection to it."),
        ],
    )
    def test_says_why_there_was_no_answer(self, elsewhere, address, told):
        safe = elsewhere.address.replace("http:", "https:")

        assert look(address.format(safe)) == ("unsure", told)


class TestThePace:
    def test_is_one_request_a_second_to_a_server(self, elsewhere):
        pace = link_check.Pace()
        begun = link_check.time.monotonic()

        for _ in range(2):
            link_check.look(f"{elsewhere.address}/200/", pace=pace, may_be_private=True)

        assert link_check.time.monotonic() - begun >= 1

    def test_keeps_nobody_waiting_for_another_server(self):
        pace = link_check.Pace()
        begun = link_check.time.monotonic()

        for host in ("a", "b", "c"):
            pace.keep(host)

        assert link_check.time.monotonic() - begun < 0.5


@pytest.mark.usefixtures("at_once")
class TestCheck:
    def check(self, at=NOON):
        return link_check.check(at=at, may_be_private=True)

    def test_keeps_what_each_address_said_and_who_links_to_it(self, elsewhere):
        gone = f"{elsewhere.address}/404/"
        linked("one", gone, f"{elsewhere.address}/200/?a=1&b=2")
        linked("two", gone)
        factories.source("cochrane", URL=gone)

        told = self.check()

        row = OutsideLink.objects.get(address=gone)
        assert dict(told) == {"gone": 1, "there": 1}
        assert (row.answer, row.told, row.looked_at) == ("gone", "404 Not Found", NOON)
        assert row.found_on == {"pages": ["one", "two"], "sources": ["cochrane"]}
        assert OutsideLink.objects.filter(address__endswith="?a=1&b=2").exists()

    def test_remembers_since_when_it_answers_so(self, elsewhere):
        linked("one", f"{elsewhere.address}/404/")
        self.check()

        self.check(NOON + timedelta(days=7))

        row = OutsideLink.objects.get()
        assert (row.since, row.looked_at) == (NOON, NOON + timedelta(days=7))

    def test_begins_anew_when_the_answer_is_another(self, elsewhere):
        linked("one", f"{elsewhere.address}/302/")
        elsewhere.leads["/302/"] = "/404/"
        self.check()
        elsewhere.leads["/302/"] = "/200/"

        self.check(NOON + timedelta(days=7))

        row = OutsideLink.objects.get()
        assert (row.answer, row.since) == ("there", NOON + timedelta(days=7))

    def test_forgets_what_nothing_links_to_any_more(self, elsewhere):
        linked("one", f"{elsewhere.address}/404/")
        self.check()
        factories.published("one", body="None.\n")

        assert self.check().total() == 0
        assert not OutsideLink.objects.exists()

    def test_asks_of_no_draft(self, elsewhere):
        factories.revision("draft", body=f"See [there]({elsewhere.address}/200/).\n")

        assert self.check().total() == 0

    def test_asks_of_the_place_that_a_digital_identifier_names(self):
        Source.objects.create(key="a", kind="Trial", csl={"title": "A", "DOI": "10.1/x"})

        assert link_check.places() == {"https://doi.org/10.1/x": {"pages": [], "sources": ["a"]}}

    def test_is_a_command_that_tells_in_a_line(self, elsewhere, settings, capsys):
        settings.PRIVATE_LINKS = True
        linked("one", f"{elsewhere.address}/404/", f"{elsewhere.address}/200/")

        call_command("check_links")

        assert capsys.readouterr().out == (
            "2 addresses asked: 1 there, 1 gone, 0 without a clear answer.\n"
        )

    def test_is_a_command_that_keeps_out_of_private_networks(self, elsewhere, capsys):
        linked("one", f"{elsewhere.address}/200/")

        call_command("check_links")

        assert "1 without a clear answer" in capsys.readouterr().out
        assert elsewhere.asked == []
