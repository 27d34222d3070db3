"""Families of reports as data: what each is recognised by and what it holds (docs/profiles.md is the format)."""
