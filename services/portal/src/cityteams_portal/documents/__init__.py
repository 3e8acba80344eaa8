"""Worksheets and receipts as files: spreadsheets out and in, tagged PDFs. Pure functions between bytes and fields."""
