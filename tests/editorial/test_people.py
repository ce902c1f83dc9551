"""Who may do what."""

import pytest
from django.contrib.auth.models import Group

from content.editorial import people
from content.editorial.people import NotAllowedError
from content.editorial.reviews import Review
from tests import factories

pytestmark = pytest.mark.django_db


class TestRequire:
    def test_lets_somebody_with_the_permission(self):
        assert people.require(factories.people().writer, people.WRITE, "write") is None

    def test_says_what_somebody_may_not_do(self):
        with pytest.raises(NotAllowedError, match="You may not publish. Ask an administrator"):
            people.require(factories.people().writer, people.PUBLISH, "publish")

    def test_refuses_somebody_in_no_group(self):
        with pytest.raises(NotAllowedError, match="You may not write"):
            people.require(factories.people().stranger, people.WRITE, "write")

    def test_refuses_a_closed_account_even_of_a_superuser(self):
        superuser = factories.person("root", is_superuser=True, is_active=False)

        with pytest.raises(NotAllowedError, match="This account is closed"):
            people.require(superuser, people.WRITE, "write")


class TestGroups:
    @pytest.mark.parametrize(
        ("group", "may", "may_not"),
        [
            ("writers", ["write_revision"], ["approve_clinical", "publish_edition"]),
            ("clinical reviewers", ["approve_clinical", "withdraw_page"], ["write_revision"]),
            ("editors", ["approve_editorial", "publish_edition"], ["approve_clinical"]),
        ],
    )
    def test_hold_what_the_house_gives_them(self, group, may, may_not):
        held = set(Group.objects.get(name=group).permissions.values_list("codename", flat=True))

        assert set(may) <= held
        assert not held & set(may_not)

    def test_may_delete_nothing(self):
        held = Group.objects.values_list("permissions__codename", flat=True)

        assert not [codename for codename in held if codename and codename.startswith("delete_")]

    def test_stay_as_an_administrator_made_them(self):
        Group.objects.get(name="editors").permissions.clear()

        people.ensure_groups("default")

        assert not Group.objects.get(name="editors").permissions.exists()


class TestSamePerson:
    def test_knows_an_account(self):
        writer = factories.person("writer")

        assert people.same_person(writer, factories.person("writer"))

    def test_knows_an_address(self):
        one = factories.person("one", email="a@example.org")

        assert people.same_person(one, factories.person("two", email=" A@EXAMPLE.org"))

    def test_takes_no_address_for_no_sign(self):
        assert not people.same_person(factories.person("one"), factories.person("two"))


class TestSignature:
    def test_says_role_name_and_day(self):
        review = factories.approve(factories.submitted()["clinical"])

        assert people.signature(review) == {
            "role": "clinical",
            "name": "clinician",
            "on": "2026-11-22",
            "demonstration": False,
        }

    def test_says_the_full_name_where_there_is_one(self):
        factories.person("clinician", "clinical reviewers", first_name="Ada", last_name="Example")
        review = factories.approve(factories.submitted()["clinical"])

        assert people.signature(review)["name"] == "Ada Example"

    def test_says_when_it_is_for_show(self):
        review = factories.approve(factories.submitted()["clinical"])
        shown = Group.objects.create(name=people.DEMONSTRATION)
        shown.user_set.add(review.decided_by)

        assert people.signature(review)["demonstration"] is True

    def test_is_not_given_before_the_decision(self):
        with pytest.raises(ValueError, match="undecided"):
            people.signature(factories.submitted()["clinical"])


class TestWhoMayDecide:
    @pytest.mark.parametrize(
        ("role", "group"), [("clinical", "clinical reviewers"), ("editorial", "editors")]
    )
    def test_names_the_group(self, role, group):
        assert people.who_may_decide(role) == group

    def test_has_a_group_for_every_role(self, settings):
        permissions = {codename for codename, _ in Review._meta.permissions}

        assert permissions == {people.approve_permission(role) for role in settings.KNOWN_ROLES}
