"""Training of the models in gouji.extract.trained, on synthetic reports (docs/model-card.md)."""

HELD_OUT = ("budget_notes", "budget_school", "final_county", "final_lists", "final_street")
"""Voices that no model is trained on: what they say is left for measuring."""
