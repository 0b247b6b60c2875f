"""An index by which the newest entry of a runner is found at once."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the index."""

    dependencies: ClassVar = [("diary", "0001_initial")]
    operations: ClassVar = [
        migrations.AddIndex("logentry", models.Index(fields=["owner", "id"], name="entry_newest")),
    ]
