"""The page: a report's prose with its numbers marked, its tables and its findings, for the HTML file and the desk."""
