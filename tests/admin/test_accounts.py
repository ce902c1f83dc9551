from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType

from content.editorial.articles import Revision
from content.editorial.journal import JournalLine
from tests import factories

USERS = "/admin/auth/user/"


class TestAccounts:
    def test_are_closed_and_not_deleted(self, people, as_):
        factories.revision()
        writer = people.writer

        response = as_(people.superuser).post(
            f"{USERS}{writer.pk}/delete/", {"post": "yes"}, follow=True
        )

        assert "An account is never deleted" in response.content.decode()
        assert User.objects.filter(pk=writer.pk).exists()

    def test_are_not_deleted_from_the_list(self, people, as_):
        writer = people.writer
        forged = {
            "action": "delete_selected",
            "_selected_action": writer.pk,
            "select_across": "1",
            "post": "yes",
        }

        as_(people.superuser).post(USERS, forged)

        assert User.objects.filter(pk=writer.pk).exists()

    @pytest.mark.parametrize("person", ["writer", "clinician", "editor"])
    @pytest.mark.parametrize("address", ["", "add/", "1/change/", "1/password/", "1/delete/"])
    def test_are_for_administrators(self, people, as_, person, address):
        client = as_(getattr(people, person))

        assert client.get(USERS + address).status_code == 403

    def test_give_nobody_a_group_by_their_own_hand(self, people, as_):
        writer = people.writer
        editors = Group.objects.get(name="editors")
        form = {"username": "writer", "groups": [editors.pk], "is_superuser": "on"}

        response = as_(writer).post(f"{USERS}{writer.pk}/change/", form)

        assert response.status_code == 403
        assert not User.objects.get(pk=writer.pk).groups.filter(name="editors").exists()

    @pytest.mark.parametrize("person", ["writer", "clinician", "editor"])
    def test_give_no_hash_away_by_a_question_about_it(self, people, as_, person):
        factories.revision()
        client = as_(getattr(people, person))

        for table in ("revision", "review", "journalline", "publication"):
            for field in ("written_by", "asked_by", "by", "published_by"):
                response = client.get(
                    f"/admin/content/{table}/", {f"{field}__password__startswith": "md5"}
                )
                assert response.status_code in (302, 400)

    def test_have_no_way_to_become_somebody_else(self, people, as_):
        client = as_(people.superuser)

        for address in ("hijack", "login-as", "impersonate"):
            assert client.get(f"{USERS}1/{address}/").status_code in (302, 404)


class TestTheJournal:
    def test_is_found_by_article_and_shows_who_did_what(self, people, as_):
        factories.published("night-cramps")
        factories.revision("other-one")
        client = as_(people.writer)

        page = client.get("/admin/content/journalline/", {"q": "night-cramps"})

        assert "publish" in page.content.decode()
        assert "other-one" not in page.content.decode().replace("other-one</option>", "")

    def test_costs_the_same_queries_whatever_is_in_it(self, people, as_, queries_of):
        client = as_(people.writer)
        factories.revision()
        few = queries_of(client, "/admin/content/journalline/")
        for _ in range(5):
            factories.published()

        assert queries_of(client, "/admin/content/journalline/") == few

    def test_shows_one_line_whole(self, people, as_):
        factories.revision("night-cramps")
        line = JournalLine.objects.latest("sequence")

        page = as_(people.writer).get(f"/admin/content/journalline/{line.pk}/change/")

        assert line.digest in page.content.decode()


PERMANENT = ["article", "revision", "review", "edition", "rendering", "publication", "journalline"]


class TestWhatNobodyTouches:
    @pytest.mark.parametrize("table", [*PERMANENT, "page"])
    @pytest.mark.parametrize("step", ["change", "delete", "add"])
    def test_is_refused_whatever_form_is_sent(self, people, as_, table, step):
        factories.published()
        address = f"/admin/content/{table}/" + ("add/" if step == "add" else f"1/{step}/")
        forged = {
            "post": "yes",
            "_save": "1",
            "_saveasnew": "1",
            "_popup": "1",
            "_to_field": "id",
            "state": "published",
            "decision": "approved",
            "reviews-TOTAL_FORMS": "1",
            "reviews-INITIAL_FORMS": "0",
            "reviews-0-decision": "approved",
        }
        before = JournalLine.objects.count()

        response = as_(people.superuser).post(address, forged)

        assert response.status_code in (400, 403, 404, 405, 409)
        assert JournalLine.objects.count() == before

    @pytest.mark.parametrize("table", [*PERMANENT, "page", "image"])
    def test_has_a_list_that_takes_no_form(self, people, as_, table):
        forged = {"action": "delete_selected", "_selected_action": "1", "select_across": "1"}

        response = as_(people.superuser).post(f"/admin/content/{table}/", forged)

        assert response.status_code == 405

    @pytest.mark.parametrize("table", [*PERMANENT, "page", "image", "source"])
    def test_is_nothing_to_those_off_the_desk(self, people, as_, client, table):
        factories.published()

        assert client.get(f"/admin/content/{table}/").status_code == 302
        assert as_(people.stranger).get(f"/admin/content/{table}/").status_code == 403

    @pytest.mark.parametrize("table", PERMANENT)
    def test_shows_each_row(self, people, as_, table):
        factories.published()
        client = as_(people.superuser)
        row = client.get(f"/admin/content/{table}/").context["cl"].result_list[0]

        assert client.get(f"/admin/content/{table}/{row.pk}/change/").status_code == 200

    def test_is_not_offered_for_choosing_to_those_who_may_not_see_it(self, people, as_):
        asked = {"app_label": "content", "model_name": "finding", "field_name": "source"}

        response = as_(people.stranger).get("/admin/autocomplete/", {**asked, "term": "a"})

        assert response.status_code == 403

    def test_has_no_public_address_for_a_draft(self, people, as_):
        revision = factories.revision()
        kind = ContentType.objects.get_for_model(Revision)

        response = as_(people.writer).get(f"/admin/r/{kind.pk}/{revision.pk}/")

        assert response.status_code == 404
