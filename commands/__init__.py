"""What can be done at the command line; manage.py lists it. A module to a family of commands."""
