"""A text can say which edition it is a translation of. Texts of before say nothing, and are none."""

from django.db import migrations, models

KINDS = [
    ("source", "A source was changed or retracted"),
    ("finding", "A finding was changed"),
    ("term", "The meaning of a word was changed"),
    ("flag", "A warning sign was changed"),
    ("withdrawal", "The page was taken down at once"),
    ("original", "The page it was translated from was taken down"),
]


class Migration(migrations.Migration):
    dependencies = [("content", "0008_titles_are_looked_up")]

    # With a default, SQLite would rebuild both tables, which the rules of others look into.
    operations = [
        migrations.AddField("edition", "translated_from", models.JSONField(blank=True, null=True)),
        migrations.AddField("revision", "translated_from", models.JSONField(blank=True, null=True)),
        migrations.AlterField("recheck", "kind", models.CharField(choices=KINDS, max_length=12)),
    ]
