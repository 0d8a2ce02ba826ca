"""From a workbook's cells to records, and from records to what can be built of a plan."""
