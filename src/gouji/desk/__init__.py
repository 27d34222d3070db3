"""The review desk: a local page where reports are dropped, and their findings worked through."""
