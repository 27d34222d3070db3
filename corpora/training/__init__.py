"""Training of the models in gouji.extract.trained, on synthetic reports (docs/model-card.md)."""

HELD_OUT = ("budget_port", "final_court", "final_lake")
"""Voices that no model is trained on and no rule was mended for: what they say is left for measuring."""
