"""What is judged about a return: one rule to a function, one finding code to a rule."""
