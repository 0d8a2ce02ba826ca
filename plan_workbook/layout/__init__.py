"""The layout of the plan workbook, named once for writer and reader."""
