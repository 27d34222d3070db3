"""Defects planted into reports, with label, place, root cause and the right reading; and changes that are none.

>>> source = source_of(audit)                      # doctest: +SKIP
>>> planted = plant(source, "amount", seed=1)      # doctest: +SKIP
>>> planted.text[slice(*planted.defects[0].places[0])], planted.defects[0].expected  # doctest: +SKIP

Defects go only into what the audit (or an annotation) found consistent: elsewhere nothing in the report would
contradict them. The same source, kind and seed give the same text.
"""

from .model import Defect, Edit, Injected, Source
from .plant import HARMLESS, KINDS, plant, plant_several, vary
from .sites import annotated_source, source_of

__all__ = [
    "HARMLESS",
    "KINDS",
    "Defect",
    "Edit",
    "Injected",
    "Source",
    "annotated_source",
    "plant",
    "plant_several",
    "source_of",
    "vary",
]
