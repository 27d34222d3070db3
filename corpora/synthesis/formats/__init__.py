"""The formats that synthetic reports are written in."""
