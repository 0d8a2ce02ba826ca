"""The sheets of a return, each drawn by its own module."""
