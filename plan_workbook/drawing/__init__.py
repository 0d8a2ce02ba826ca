"""A plan and its targets as rows, and the sheets that they are drawn on."""
