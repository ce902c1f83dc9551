"""Editions of before get the rows that say which articles they link to."""

from typing import Any

from django.db import migrations

AT_ONCE = 500


def remember(apps: Any, schema_editor: Any) -> None:
    Edition = apps.get_model("content", "Edition")
    LeansOn = apps.get_model("content", "LeansOn")
    using = schema_editor.connection.alias
    known = LeansOn.objects.using(using).filter(kind__in=["links", "related"]).values("edition")
    fresh = []
    editions = Edition.objects.using(using).exclude(pk__in=known)
    for pk, leaning, related in editions.values_list("pk", "leaning", "related").iterator(AT_ONCE):
        linked = {
            "links": leaning.get("links", {}),
            "related": {row["code"]: row for row in related},
        }
        fresh += [
            LeansOn(edition_id=pk, kind=kind, key=code, facts={"is": facts})
            for kind, rows in linked.items()
            for code, facts in rows.items()
        ]
    LeansOn.objects.using(using).bulk_create(fresh, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("content", "0003_the_desk")]

    # These rows are written once, so going back leaves them: they say nothing untrue.
    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
