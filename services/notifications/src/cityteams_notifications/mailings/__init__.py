"""Mailings at work: their tables and questions, and the loop that queues letters part by part."""
