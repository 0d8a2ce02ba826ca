"""A spreadsheet that nobody trusts, read in a process of its own into flat located cells."""
