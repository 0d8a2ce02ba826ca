"""A view of another database in place of a workbook: its rows, read as the answer to a form."""
