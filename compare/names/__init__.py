"""Names of 科目, organisations and titles: what the heads of items say and what the catalogue knows of them."""
