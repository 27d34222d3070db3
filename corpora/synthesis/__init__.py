"""Whole reports that are invented, with complete labels (`gouji synthesize`)."""
