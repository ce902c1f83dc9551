"""Lists of the desk are searched by title in an index, and not in every text ever written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0007_outside_links_say_where_they_stand")]

    operations = [
        migrations.AddIndex(
            "revision", models.Index(fields=["title", "article"], name="titles_of_articles")
        ),
    ]
