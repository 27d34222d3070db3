"""What the prose computes: operands, rates, changes, lists and wholes, and how far each is certain."""
