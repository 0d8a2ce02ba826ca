"""A department's own workbook: pointed out once where its figures stand, read the same way from then on."""
