"""Worksheets and receipts as files, to take away and to bring back."""
