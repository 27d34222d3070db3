"""Which cells of the tables a claim speaks of: candidates, how well each fits, and the choice among them."""
