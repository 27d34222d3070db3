"""Many reports at once: each in a process of its own limits, the results as Parquet that survives any stop."""
