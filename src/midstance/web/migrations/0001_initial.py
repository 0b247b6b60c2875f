"""The first table of the pages: secrets of calendar feeds."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes it."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.CreateModel(
            name="FeedKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("runner", models.CharField(max_length=64, unique=True)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("made", models.DateTimeField()),
            ],
        ),
    ]
