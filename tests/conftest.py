"""Properties are tried on the same examples every time; ``--hypothesis-profile=searching`` looks for new ones."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("searching", max_examples=500, deadline=None)
settings.load_profile("repeatable")
