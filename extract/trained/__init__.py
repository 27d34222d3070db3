"""Trained weights, made by ``gouji train`` (docs/model-card.md)."""
