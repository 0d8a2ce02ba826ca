"""What a plan must keep to: one rule, one function, one finding code."""
