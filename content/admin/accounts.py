"""Accounts at the desk. They are closed and never deleted, since the journal names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

if TYPE_CHECKING:
    Accounts = UserAdmin[User]
else:
    Accounts = UserAdmin

CLOSE_INSTEAD = (
    "An account is never deleted: the journal and the reviews name it. Close it instead: untick"
    " “Active” and save."
)

admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(Accounts):
    """Accounts."""

    actions = None
    view_on_site = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes an account."""
        return False

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say what to do instead."""
        if not self.has_change_permission(request):
            raise PermissionDenied("You may not change accounts.")
        messages.error(request, CLOSE_INSTEAD)
        return redirect("admin:auth_user_change", object_id)
