"""The templates of the desk."""
