"""A table for the feeds of runners, with their secrets."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the table."""

    dependencies: ClassVar = [("diary", "0002_newest_entry")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("runner", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=64)),
                ("mark", models.CharField(max_length=64)),
                ("body", models.TextField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("runner", "name"), name="subscription_once")],
            },
        ),
    ]
