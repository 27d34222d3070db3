"""What people say about a report: a documented format (docs/annotation.md), its conversions, checks and agreement."""
