"""The plan workbook: one .xlsx that a planning officer edits, written, read, judged and compared."""
