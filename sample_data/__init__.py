"""A ministry in miniature: a plan and five years of returns, made by a seeded generator. All of it is sample data."""
