"""The KPI return: one .xlsx that a department fills in, written, read and judged."""
