"""The desk of the secretariat: the queue, reviews, the register and rounds, as pages and as API."""
