"""What somebody sees and may do by his roles, and what forged things come to."""
