"""The index that readers search, which is no model: each database has an engine of its own."""

from typing import Any

from django.db import migrations

from content.editions.search_index import CREATE


def create(apps: Any, schema_editor: Any) -> None:
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE content_search")


class Migration(migrations.Migration):
    dependencies = [("content", "0001_the_tables")]

    operations = [migrations.RunPython(create, drop)]
