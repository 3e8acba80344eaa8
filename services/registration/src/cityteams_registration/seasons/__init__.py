"""Rule files, one per round: the shipped ones lie in this folder, and the code that reads and opens them."""
