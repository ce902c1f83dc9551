"""Ways 29 to 43: not through the front door of the desk, but beside it."""

from __future__ import annotations

import ast
import html
import json
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.core.serializers.base import DeserializationError
from django.test import Client

from content.editions.models import Edition, Page
from content.editorial import workflow
from content.editorial.articles import Article, Revision
from content.editorial.reviews import Review
from content.evidence.models import Source
from content.publishing.ledger import Publication
from tests import factories, readers
from tests.admin import typed
from tests.factories import people, tick
from tests.starter import shelf
from tests.ways_round import doors
from tests.ways_round.doors import CANARY, at, desk, hidden, turned_away

pytestmark = pytest.mark.engine

CONTENT = Path(__file__).parents[2] / "content"
MISSING = "The clinical review is missing."
TABLES = sorted(apps.get_app_config("content").get_models(), key=lambda model: model.__name__)
STEPS = ("submit", "publish", "move", "refresh", "approve", "ask-for-changes", "withdraw")
FORGED = {
    "state": "published",
    "status": "published",
    "published_at": "2020-01-01",
    "approved_by": "1",
    "decision": "approved",
    "decided_by": "1",
    "edition": "1",
    "_publish": "1",
    "publish": "1",
}
# Whoever changes many rows at once, past a model's own save, and the tables that they change.
AT_ONCE = {
    "editions/known_words.py: KnownWord.objects.bulk_create",
    "editions/known_words.py: KnownWord.objects.filter(word__in=named, named=False).update",
    "editions/search_index.py: known_words.KnownWord.objects.all().delete",
    "publishing/link_check.py: OutsideLink.objects.filter(address=address).delete",
    "publishing/link_check.py: OutsideLink.objects.update_or_create",
    "editions/listening.py: LostWord.objects.bulk_create",
    "editions/listening.py: LostWord.objects.filter(pk__in=rarest).delete",
    "editions/listening.py: known.update",
    "editorial/journal.py: JournalHead.objects.filter(pk=1).update",
    "editorial/letters.py: Letter.objects.bulk_create",
    "editorial/letters.py: rows.update",
    "editorial/owners.py: Ownership.objects.update_or_create",
    "editorial/post.py: rows.update",
    "editorial/workflow.py: Unfinished.objects.update_or_create",
    "publishing/press.py: Page.objects.filter(moved_to=before).exclude(pk=here.pk).update",
    "publishing/press.py: Unfinished.objects.filter(revision=revision).delete",
    "publishing/schedules.py: self.open().filter(revision=of).update",
    "starter/drawings.py: Drawing.objects.update_or_create",
    "starter/rows.py: model._default_manager.filter(pk=key).update",
}
ATTACK = f"""<input type=hidden name=status value=published><input name="_publish" value=1>
<form action=/admin/publish/><button name=step>{CANARY}</button></form>
<script>alert(1)</script><img src=x onerror=alert(1)>
<iframe src=/admin/></iframe>
"""
LINK = "[click](javascript:alert(1))"


@pytest.fixture
def waiting():
    """A site on which hidden texts wait in every state, and one calm page is live."""
    factories.published("calm", title="Calm")
    factories.revision("draft", **hidden())
    factories.approved("ready", **hidden())
    factories.returned(factories.submitted("returned", **hidden())["clinical"], note=CANARY)
    factories.submitted("asked", **hidden())
    workflow.save(factories.article_of("calm"), hidden(), by=people().writer, at=tick())


class TestForgedForms:
    def test_way_29_a_list_takes_forged_rows(self, waiting):
        factories.source("cochrane")
        forged = {
            "form-TOTAL_FORMS": "2",
            "form-INITIAL_FORMS": "1",
            "form-0-key": "cochrane",
            "form-0-kind": CANARY,
            "form-1-key": "forged",
            "form-1-kind": CANARY,
            "form-1-csl": "{}",
            "_save": "Save",
        }
        superuser = desk(people().superuser)
        before = doors.footprint()

        assert all(not table.list_editable for table in admin.site._registry.values())
        for model in admin.site._registry:
            superuser.post(f"/admin/{model._meta.app_label}/{model._meta.model_name}/", forged)

        assert doors.footprint() == before
        assert Source.objects.get().kind != CANARY

    @pytest.mark.parametrize("name", ["superuser", "writer", "stranger"])
    def test_way_30_a_list_takes_an_action_on_everything(self, waiting, name):
        browser = desk(getattr(people(), name))
        before = doors.footprint()

        for model, table in admin.site._registry.items():
            if model._meta.app_label != "content" and model is not User:
                continue
            assert table.actions is None
            for action in ("delete_selected", "publish", "approve", "make_published"):
                answer = browser.post(
                    f"/admin/{model._meta.app_label}/{model._meta.model_name}/",
                    {
                        "action": action,
                        "select_across": "1",
                        "_selected_action": ["1", "2", "99"],
                        "post": "yes",
                        "index": "0",
                    },
                )
                assert CANARY not in answer.content.decode() or name != "stranger"

        assert doors.footprint() == before

    def test_way_31_a_form_brings_rows_of_other_tables(self, waiting):
        review = Review.objects.open().first()
        prefixes = ("reviews", "review_set", "editions", "content-review-content_type-object_id")
        inline = {
            f"{prefix}-{name}": value
            for prefix in prefixes
            for name, value in {
                "TOTAL_FORMS": "1",
                "INITIAL_FORMS": "0",
                "0-id": review.pk,
                "0-decision": "approved",
                "0-decided_by": people().clinician.pk,
            }.items()
        }

        assert all(not table.inlines for table in admin.site._registry.values())
        for row in (review, review.revision, review.revision.article, Edition.objects.get()):
            turned_away(people().superuser, at(row, "change"), inline, status=405)
        source = factories.source("cochrane")
        before = doors.footprint()
        desk(people().editor).post(
            at(source, "change"), {"kind": "Trial", "csl": json.dumps({"title": "T"}), **inline}
        )
        after = doors.footprint()
        assert [after[rows] for rows in ("Review", "Page")] == [
            before[rows] for rows in ("Review", "Page")
        ]
        assert Edition.objects.count() == 1

    def test_way_32_a_published_row_is_copied_with_its_approvals(self):
        edition = factories.published("night-cramps")
        rows = (
            edition,
            Publication.objects.get(),
            Page.objects.get(),
            Review.objects.first(),
            Revision.objects.get(),
        )

        assert all(not table.save_as for table in admin.site._registry.values())
        for row in rows:
            for step, status in (("change", 405), ("add", 405)):
                address = at(row, step).replace(f"/{row.pk}/add/", "/add/")
                form = {"_saveasnew": "1", "title": CANARY, "slug": CANARY, "number": "2"}
                turned_away(people().superuser, address, form, status=status)
        with doors.kept_by("a_page_shows_only_its_own_article_on_insert"):
            page = Page.objects.values().get()
            Page.objects.bulk_create([Page(**page | {"id": None, "slug": CANARY, "code": CANARY})])

    def test_way_33_a_form_says_that_its_text_is_published(self):
        revision = factories.revision("night-cramps")
        writer = people().writer

        desk(writer).post(
            at(revision.article, "write"),
            typed.text(
                revision, title=f"A {CANARY}", digest="0" * 64, leaning="{}", number="9", **FORGED
            ),
        )

        newest = revision.article.newest()
        assert (newest.number, newest.title) == (2, f"A {CANARY}")
        assert newest.digest == newest.recomputed_digest()
        assert not newest.reviews.exists()
        assert not Edition.objects.exists()
        doors.cannot_publish(people().publisher, newest, because=MISSING)

    @pytest.mark.parametrize("asked", ["", "?state=published&decision=approved&_popup=1"])
    def test_way_34_an_article_is_opened_as_published(self, asked):
        writer = desk(people().writer)

        form = writer.get(f"/admin/content/article/add/{asked}").content.decode()
        writer.post(f"/admin/content/article/add/{asked}", {"code": "night-cramps", **FORGED})

        article = Article.objects.get()
        assert "published" not in re.findall(r'value="([^"]*)"', form)
        assert article.newest() is None
        assert doors.steps_told() == ["open"]
        for model in ("edition", "publication", "review", "page"):
            address = f"/admin/content/{model}/add/"
            turned_away(people().superuser, address, FORGED, status=405)


class TestStepsThatNobodyTook:
    @pytest.mark.parametrize("method", ["get", "head", "options"])
    def test_way_35_a_link_takes_a_step(self, waiting, method):
        browser = desk(people().superuser, headers={"sec-purpose": "prefetch"})
        addresses = [a for a in doors.desk_addresses() if "login" not in a]
        before = doors.footprint()

        answers = {address: getattr(browser, method)(address) for address in addresses}

        assert doors.footprint() == before
        steps = [a for a in addresses if a.split("/")[-2] in STEPS]
        assert len(steps) >= 2 * len(STEPS)
        assert {answers[address].status_code for address in steps} == {405}
        assert all(answer.status_code < 500 for answer in answers.values())

    @pytest.mark.parametrize("token", ["none", "somebody else's"])
    def test_way_36_a_step_has_no_token_or_a_foreign_one(self, waiting, token):
        form = {"csrfmiddlewaretoken": _token(people().writer)} if token != "none" else {}
        browser = desk(people().superuser, enforce_csrf_checks=True)
        addresses = list(doors.desk_addresses())
        before = doors.footprint()

        statuses = {a: browser.post(a, form).status_code for a in addresses}

        assert {a: s for a, s in statuses.items() if s not in (403, 405)} == {}
        assert doors.footprint() == before

    def test_way_37_a_step_names_another_row_in_its_form(self, waiting):
        draft, ready = (factories.article_of(code).newest() for code in ("draft", "ready"))
        asked = Review.objects.get(revision__article__code="asked", role="clinical")
        yes = typed.yes(asked)

        for form in ({"revision": "2"}, {"revision": f"{ready.pk}", "pk": f"{ready.pk}"}):
            if form["revision"] != str(draft.number):
                turned_away(
                    people().publisher,
                    at(draft.article, "publish"),
                    form,
                    because="There is no revision on this form. Open the page again.",
                )
        turned_away(
            people().publisher,
            at(draft.article, "publish"),
            {"revision": draft.number, "article": ready.article_id},
            because=MISSING,
        )
        turned_away(
            people().clinician,
            at(asked, "approve"),
            {**yes, "shown": draft.digest, "revision": draft.pk, "review": "1"},
            because="The text on your screen is not this text.",
        )
        for chosen in ([draft.pk, ready.pk], ["0"], ["x"], ["²"], ["9" * 30], ["9" * 5000]):
            browser = desk(people().publisher)
            before = doors.footprint()
            assert browser.post("/admin/publish/", {"revision": chosen}).status_code == 409
            assert doors.footprint() == before


class TestWhatASideDoorShows:
    def test_way_38_a_question_about_a_list_gives_something_away(self, waiting):
        questions = (
            "?_popup=1&_to_field=id",
            "?_to_field=digest",
            "?written_by__password__startswith=md5",
            "?by__password__regex=.",
            "?revisions__body__contains=canary",
            "?revision__body__contains=canary",
            "?q=canarybird",
            "?o=1.2.3",
            "?e=1",
            "?p=999",
            "?all=",
        )
        hashed = _with_a_password(people().writer).password
        stranger, writer = desk(people().stranger), desk(people().writer)

        for model in (m for m in admin.site._registry if m._meta.app_label == "content"):
            address = f"/admin/content/{model._meta.model_name}/"
            for question in questions:
                assert stranger.get(address + question).status_code in (400, 403)
                answer = writer.get(address + question)
                assert answer.status_code in (200, 302, 400, 403)
                assert hashed not in answer.content.decode()
            for question in questions[2:6]:
                assert writer.get(address + question).status_code in (302, 400, 403)
        for name, field in (("finding", "source"), ("revision", "article"), ("review", "revision")):
            asked = {"app_label": "content", "model_name": name, "field_name": field, "term": "a"}
            assert stranger.get("/admin/autocomplete/", asked).status_code == 403

    @pytest.mark.parametrize("who", ["nobody", "reader", "stranger"])
    def test_way_39_a_side_door_opens_for_whoever_may_not_see(self, waiting, who):
        """No address of the desk gives a word to those who may not see texts."""
        person = None if who == "nobody" else people().stranger
        User.objects.filter(username="stranger").update(is_staff=who == "stranger")
        browser = desk(person) if person else Client()
        kinds = ContentType.objects.filter(app_label="content")
        revision = Revision.objects.latest("pk")
        seen = [f"/admin/r/{kind.pk}/{revision.pk}/" for kind in kinds]
        seen += [a for a in doors.desk_addresses() if "log" not in a.split("/")[2]]

        for address in seen:
            for method in ("get", "post"):
                answer = getattr(browser, method)(address)
                assert answer.status_code < 500, address
                assert CANARY not in answer.content.decode(), address
                assert CANARY not in str(answer.headers), address

    def test_way_39_the_way_to_the_public_page_leads_to_no_draft(self, waiting):
        writer = desk(people().writer)
        kinds = ContentType.objects.filter(app_label="content")

        for kind in kinds:
            answer = writer.get(f"/admin/r/{kind.pk}/{Revision.objects.latest('pk').pk}/")
            assert answer.status_code in (302, 404)
            assert CANARY not in answer.headers.get("Location", "")


class TestRowsThatNobodyApproved:
    def test_way_40_nothing_of_ours_changes_rows_past_their_rules(self):
        found = {
            f"{path.relative_to(CONTENT)}: {call}"
            for path in sorted(CONTENT.rglob("*.py"))
            if path.name != "records.py" and "migrations" not in path.parts
            for call in _changes_at_once(path)
        }

        assert found == AT_ONCE

    def test_way_40_nothing_of_ours_listens_to_a_save(self):
        signals = re.compile(r"\b(?:pre|post)_(?:save|delete|init)\b|m2m_changed|@receiver")

        assert [p.name for p in CONTENT.rglob("*.py") if signals.search(p.read_text())] == []

    def test_way_40_the_database_refuses_what_an_import_would_write(self, waiting):
        draft = factories.article_of("draft").newest()
        page = Page.objects.get()
        forged = Edition(
            **draft.text() | {"digest": draft.digest},
            code="draft",
            number=1,
            approvals=[],
            is_demonstration=False,
            published_at=tick(),
            fully_reviewed_on=tick().date(),
            review_due_on=tick().date().replace(year=2030),
        )
        # An edition by itself is seen by nobody, and verify names it.
        Edition.objects.bulk_create([forged])

        with doors.kept_by("a_page_shows_only_its_own_article_on_update"):
            page.edition = forged
            Page.objects.bulk_update([page], ["edition"])
        with doors.kept_by("a_publication_"):
            Publication.objects.bulk_create(
                [
                    Publication(
                        edition=forged,
                        revision=draft,
                        published_by=people().publisher,
                        published_at=tick(),
                    )
                ]
            )

    def test_way_41_a_fixture_says_that_a_text_is_published(self, waiting, tmp_path):
        draft = factories.article_of("draft").newest()
        fixture = tmp_path / "forged.json"

        for field in ("state", "approved_by", "status"):
            fixture.write_text(_fixture("revision", draft.pk, **{field: "published"}))
            with pytest.raises(DeserializationError, match=f"has no field named '{field}'"):
                call_command("loaddata", fixture, verbosity=0)
        fixture.write_text(_fixture("revision", draft.pk, **_columns(draft, title=CANARY * 2)))
        with doors.kept_by("revision_is_written_once_update"):
            call_command("loaddata", fixture, verbosity=0)
        page = Page.objects.get()
        fixture.write_text(_fixture("page", page.pk, **_columns(page, slug=CANARY)))
        with doors.kept_by("an_address_is_never_given_to_another_article"):
            call_command("loaddata", fixture, verbosity=0)

    def test_way_41_a_fixture_says_who_approved(self, waiting, tmp_path):
        """Even in the name of somebody who wrote no word of it."""
        draft = factories.article_of("draft").newest()
        reviews = workflow.submit(draft, by=people().writer, at=tick())
        deciders = {"clinical": people().clinician, "editorial": people().editor}
        fixture = tmp_path / "forged.json"

        fixture.write_text(_fixture("review", reviews[0].pk, **_yes(reviews[0], people().writer)))
        with doors.kept_by("nobody_decides_on_words_they_wrote"):
            call_command("loaddata", fixture, verbosity=0)
        for review in reviews:
            fixture.write_text(_fixture("review", review.pk, **_yes(review, deciders[review.role])))
            call_command("loaddata", fixture, verbosity=0)

        with doors.kept_by("the_journal_tells_of_every_approval_that_is_published"):
            factories.press.publish(draft, by=people().publisher, at=tick())

    @pytest.mark.parametrize("line", ["state: published", "approved_by: root", "edition: 1"])
    def test_way_41_a_library_says_that_it_is_published(self, tmp_path, line):
        folder = shelf.fill(tmp_path / "library")
        article = folder / "articles" / "calf.md"
        article.write_text(article.read_text().replace("---\n", f"---\n{line}\n", 1))

        with pytest.raises(CommandError, match=f"there is no field “{line.split(':')[0]}”"):
            call_command("load_starter", folder, verbosity=0)

        assert not Article.objects.exists()

    def test_way_41_a_library_is_filed_and_waits(self, tmp_path, capsys):
        folder = shelf.fill(tmp_path / "library")
        article = folder / "articles" / "calf.md"
        article.write_text(article.read_text().replace("A cramp wakes you", f"A {CANARY}"))

        call_command("load_starter", folder, verbosity=0)

        newest = factories.article_of("calf").newest()
        assert CANARY in newest.summary
        assert not newest.reviews.exists()
        doors.cannot_publish(people().publisher, newest, because=MISSING)

    @pytest.mark.parametrize("accept", ["text/html", "application/json", "application/atom+xml"])
    def test_way_42_a_machine_asks_for_what_is_not_published(self, waiting, accept):
        """Readers touch no table of the desk, whatever they ask in: `readers.NOT_PUBLIC`."""
        reader = readers.Reader(accept=accept)
        asked = {"format": "json", "fields": "body,title", "expand": "all"}
        found = [
            address
            for address in dict.fromkeys(doors.public_addresses())
            if CANARY.encode() in reader.get(address, None if "?" in address else asked).content
        ]

        assert found == []


class TestTheFormThatIsInjected:
    def test_way_43_a_text_brings_a_form_or_a_script_of_its_own(self):
        review = factories.submitted("night-cramps", **hidden(body=ATTACK))["clinical"]
        clinician = desk(people().clinician)

        preview = desk(people().writer).post(
            settings.MARKDOWNX_URLS_PATH,
            {"content": f"{ATTACK}\n{LINK}\n"},
            headers={"accept": "application/json"},
        )
        framed = clinician.get(f"/admin/content/revision/{review.revision_id}/page/")
        page = clinician.get(at(review, "change")).content.decode()

        for shown in (preview.json()["page"], framed.content.decode()):
            assert re.search(r"<(?:form|input|button|script|iframe|img)\b", shown) is None
            assert 'href="javascript:' not in shown
            assert "&lt;input" in shown
        for answer in (preview, framed):
            policy = answer.headers["Content-Security-Policy"]
            assert "script-src 'none'" in policy
            assert "form-action 'none'" in policy
            assert "sandbox allow-same-origin" in policy
        names = set(re.findall(r'<(?:input|button|select|textarea)\b[^>]*\bname="([^"]+)"', page))
        assert names >= {"shown", "read_whole"}
        assert names.isdisjoint({"status", "state", "_publish"})
        assert html.escape("<script>alert(1)</script>") in page or "alert(1)" not in page


def _with_a_password(person):
    person.set_password("a long password for tests")
    person.save()
    return person


def _token(person):
    page = desk(person).get("/admin/content/article/add/").content.decode()
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]


def _changes_at_once(path):
    """Yield the calls of a module that change many rows, past a model's own save."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        # A dictionary's update takes a dictionary; a queryset's takes columns by name.
        name, by_name = node.func.attr, bool(node.keywords) and not node.args
        many = name in ("bulk_create", "bulk_update", "update_or_create", "raw", "_raw_delete")
        if many or (name == "update" and by_name) or (name == "delete" and not node.args):
            yield ast.unparse(node.func)


def _fixture(model, pk, **fields):
    return json.dumps([{"model": f"content.{model}", "pk": pk, "fields": fields}], default=str)


def _columns(row, **changed):
    columns = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {**{name: value for name, value in columns.items() if name != "id"}, **changed}


def _yes(review, person):
    decision = {**doors.forged_yes(person), "decided_by": person.pk}
    return _columns(review, **decision)
