"""The first tables: runners, entries of their logs, revisions of their plans and the states of these."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models
from django.db.models.deletion import PROTECT


def _id() -> tuple[str, models.Field]:  # type: ignore[type-arg]
    return (
        "id",
        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
    )


def _owner(related_name: str) -> tuple[str, models.Field]:  # type: ignore[type-arg]
    return (
        "owner",
        models.ForeignKey(db_index=False, on_delete=PROTECT, related_name=related_name, to="diary.runner"),
    )


class Migration(migrations.Migration):
    """Makes the tables with their indexes at once; on SQLite, adding these later would copy each table."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.CreateModel(
            name="Runner",
            fields=[
                _id(),
                ("name", models.CharField(max_length=64, unique=True)),
                ("since", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                _id(),
                _owner("revisions"),
                ("name", models.CharField(max_length=64)),
                ("number", models.PositiveIntegerField()),
                ("as_of", models.CharField(max_length=40)),
                (
                    "parent",
                    models.ForeignKey(null=True, on_delete=PROTECT, related_name="children", to="diary.revision"),
                ),
                ("basis", models.CharField(blank=True, max_length=128)),
                ("why", models.TextField()),
                ("schema", models.CharField(max_length=40)),
                ("knowledge", models.CharField(blank=True, max_length=128)),
                ("engine", models.CharField(blank=True, max_length=80)),
                ("made_by", models.CharField(blank=True, max_length=80)),
                ("kept", models.DateTimeField()),
                ("sha256", models.CharField(max_length=64)),
                ("document", models.BinaryField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner", "name"), name="revision_once")],
            },
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                _id(),
                _owner("entries"),
                ("client_id", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=16)),
                ("at", models.DateTimeField()),
                ("arrived", models.DateTimeField()),
                ("supersedes", models.CharField(blank=True, max_length=64)),
                ("session", models.CharField(blank=True, max_length=200)),
                ("exercise", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveSmallIntegerField()),
                ("body", models.TextField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner", "client_id"), name="entry_once")],
                "indexes": [
                    models.Index(fields=["owner", "at"], name="entry_at"),
                    models.Index(fields=["owner", "exercise", "at"], name="entry_exercise"),
                    models.Index(fields=["owner", "session"], name="entry_session"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevisionMark",
            fields=[
                _id(),
                _owner("marks"),
                (
                    "revision",
                    models.ForeignKey(db_index=False, on_delete=PROTECT, related_name="marks", to="diary.revision"),
                ),
                ("state", models.CharField(max_length=16)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("revision", "at"), name="mark_once")],
                "indexes": [models.Index(fields=["owner", "at"], name="mark_at")],
            },
        ),
    ]
