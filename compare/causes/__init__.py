"""From findings to their causes: which follows from which, what the slip was, and what would restore the report."""
