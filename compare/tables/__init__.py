"""What the tables must satisfy by themselves: identities within and across them, and which cells are at fault."""
