"""How everything looks and speaks: words in two languages, numbers, dates, colours. Knows no screen."""
