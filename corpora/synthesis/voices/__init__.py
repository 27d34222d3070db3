"""Voices: the narratives of reports as grammars, one file each (see ``corpora/synthesis/grammar.py``)."""
