"""The demonstration: four accounts, and the starter library taken live by them.

It goes through the workflow like any other text. Nothing here can publish: the press looks at the
same reviews as ever, and every page says that demonstration accounts gave them.
"""

from __future__ import annotations

import os
import secrets
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group, User
from django.core import checks
from django.db import transaction
from django.db.utils import DatabaseError

from content.editions.models import Edition
from content.editorial import checklist, comparing, decisions, freezing, people, workflow
from content.editorial.articles import Revision
from content.editorial.checklist import ABSENT, NO
from content.publishing import press
from content.starter import files, loading

ACCOUNTS = {
    "writer": "writers",
    "clinician": "clinical reviewers",
    "editor": "editors",
    "admin": "",
}


@transaction.atomic
def load(*, at: datetime) -> str:
    """Make the accounts, take the library live, and return the accounts' password."""
    password = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(9)
    accounts = {name: _account(name, group, password) for name, group in ACCOUNTS.items()}
    report = loading.load(files.read(files.LIBRARY), by=accounts["writer"], at=at)
    revisions = list(report.revisions.values())
    deciders = {"clinical": accounts["clinician"], "editorial": accounts["editor"]}
    for revision in revisions:
        for review in workflow.submit(revision, by=accounts["writer"], at=at):
            decisions.approve(
                review,
                by=deciders[review.role],
                at=at,
                shown=revision.digest,
                read_whole=True,
                answers=_answers(review.role, revision),
                looked_at=comparing.all_looked_at(revision),
            )
    press.publish_together(revisions, by=accounts["editor"], at=at)
    return password


def is_wanted() -> bool:
    """Say whether this is an empty database, which the demonstration may fill."""
    return not User.objects.exists() and not Edition.objects.exists()


def no_demonstration_accounts(**_: Any) -> list[checks.CheckMessage]:
    """Refuse to call a site ready for patients while a demonstration account exists."""
    try:
        accounts = list(User.objects.filter(groups__name=people.DEMONSTRATION))
    except DatabaseError:
        return []
    names = ", ".join(sorted(user.get_username() for user in accounts))
    if not names:
        return []
    return [
        checks.Error(
            f"This site has demonstration accounts: {names}.",
            hint="Patients must not read what they approved. Begin with an empty database"
            " (another DATA_DIR), or delete the data and start with PRODUCTION=1.",
            id="content.E002",
        )
    ]


def _answers(role: str, revision: Revision) -> dict[str, str]:
    """Return an account's answers. What can be seen in a text is answered as it is there."""
    answers = checklist.all_yes(role)
    if role != "editorial":
        return answers
    document = freezing.render(revision)
    shown = {
        "picture": bool(document.images or document.findings),
        "table": "<table" in document.html,
    }
    answers |= {"pemat-23": NO, "pemat-24": ABSENT}
    if not shown["picture"]:
        answers |= dict.fromkeys(("pemat-15", "pemat-26"), NO)
        answers |= dict.fromkeys(("pemat-16", "pemat-17", "pemat-18"), ABSENT)
    if not shown["table"]:
        answers["pemat-19"] = ABSENT
    answers["pemat-25"] = NO if any(shown.values()) else ABSENT
    return answers


def _account(name: str, group: str, password: str) -> User:
    make = User.objects.create_user if group else User.objects.create_superuser
    account: User = make(username=name, password=password)
    account.is_staff = True
    account.save()
    wanted = [group, people.DEMONSTRATION] if group else [people.DEMONSTRATION]
    account.groups.set([Group.objects.get_or_create(name=each)[0] for each in wanted])
    return account
