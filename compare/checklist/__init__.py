"""The reviewer's check list, item by item, and how much of each item there was to check."""
