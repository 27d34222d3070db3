"""The version, in one place: read by the build, the command line and the JSON writer."""

__version__ = "0.1.0"
