"""Training of the models in gouji.extract.trained, on synthetic reports (docs/model-card.md)."""

HELD_OUT = ("budget_school", "final_county", "final_lists")
"""Voices that no model is trained on: what they say is left for measuring."""
