from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0005_known_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="tried_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="last tried at"),
        ),
    ]
