"""Static files under names with a hash of their content, scripts that import each other too."""

from __future__ import annotations

from typing import ClassVar

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Imports between our scripts name the hashes: an old page never mixes its scripts with those of a new version."""

    patterns: ClassVar = (
        *CompressedManifestStaticFilesStorage.patterns,
        # Django knows these patterns and has them off; only ours are written so that each import is a plain one.
        ("midstance/js/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )
