"""The parts of the pages: a view in, a table, a card or a chart on the screen."""
