"""Who may do what: three groups, five permissions, and the refusals they give."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.timezone import localdate

from content.editorial import pemat
from content.editorial.articles import Revision
from content.editorial.reviews import Review

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WRITE = "write_revision"
WRITE_OR_DECIDE = (WRITE, "approve_clinical", "approve_editorial")
PUBLISH = "publish_edition"
WITHDRAW = "withdraw_page"
VIEW = (
    "view_article",
    "view_revision",
    "view_review",
    "view_edition",
    "view_page",
    "view_publication",
    "view_journalline",
    "view_source",
    "view_finding",
    "view_term",
    "view_redflag",
    "view_remedy",
    "view_myth",
    "view_image",
)
GROUPS = {
    "writers": (WRITE, "add_image", *VIEW),
    "clinical reviewers": ("approve_clinical", WITHDRAW, *VIEW),
    "editors": (
        WRITE,
        "approve_editorial",
        PUBLISH,
        WITHDRAW,
        "add_image",
        *(f"{verb}_{row}" for verb in ("add", "change") for row in ("source", "finding", "term")),
        "add_redflag",
        "change_redflag",
        *VIEW,
    ),
}

# A person in this group is an account of the demonstration, and readers are told so.
DEMONSTRATION = "demonstration accounts"


class NotAllowedError(Exception):
    """Somebody asked for a step that is not theirs to take."""


def approve_permission(role: str) -> str:
    """Return the name of the permission to decide reviews in a role."""
    return f"approve_{role}"


def require(person: User, permission: str, doing: str) -> None:
    """Refuse somebody who may not take a step. `doing` completes “you may not …”."""
    require_one_of(person, (permission,), doing)


def require_one_of(person: User, permissions: Iterable[str], doing: str) -> None:
    """Refuse somebody who has none of the permissions for a step."""
    if not person.is_active:
        raise NotAllowedError("This account is closed. Ask an administrator to open it again.")
    if not any(person.has_perm(f"content.{permission}") for permission in permissions):
        raise NotAllowedError(f"You may not {doing}. Ask an administrator for the permission.")


def same_person(one: User, other: User) -> bool:
    """Say whether two accounts are one person's, as far as anybody can tell."""
    if one.pk == other.pk:
        return True
    first, second = one.email.strip().casefold(), other.email.strip().casefold()
    return bool(first) and first == second


def is_demonstration(person: User) -> bool:
    """Say whether an account belongs to the demonstration."""
    return person.groups.filter(name=DEMONSTRATION).exists()


def signature(review: Review) -> dict[str, object]:
    """Return what a reader is told of a decision: role, name, day, whether it is for show.

    An editorial reviewer has scored the page as well.
    """
    person = review.decided_by
    if person is None or review.decided_at is None:
        raise ValueError("An undecided review has no signature.")
    decided_on: date = localdate(review.decided_at)
    return {
        "role": review.role,
        "name": shown_name(person),
        "on": decided_on.isoformat(),
        "demonstration": is_demonstration(person),
        **({"pemat": score} if (score := pemat.score(review.answers)) else {}),
    }


def shown_name(person: User) -> str:
    """Return the name by which people outside the house know somebody."""
    return person.get_full_name() or person.get_username()


def who_may_decide(role: str) -> str:
    """Return the name of the group that decides in a role."""
    permission = approve_permission(role)
    return next(group for group, names in GROUPS.items() if permission in names)


def required_roles() -> list[str]:
    """Return the roles that every change needs a yes from."""
    return list(settings.REVIEW_ROLES)


def ensure_groups(using: str) -> None:
    """Make the three groups that are missing; what an administrator made of them stays."""
    for name, permissions in GROUPS.items():
        group, made = Group.objects.using(using).get_or_create(name=name)
        if made:
            group.permissions.set(_permissions(permissions, using))


def _permissions(codenames: tuple[str, ...], using: str) -> list[Permission]:
    ContentType.objects.clear_cache()
    held = Permission.objects.using(using).filter(
        content_type__app_label=Revision._meta.app_label, codename__in=codenames
    )
    return list(held)
