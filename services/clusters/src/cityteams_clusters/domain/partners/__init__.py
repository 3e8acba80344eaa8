"""Partner matching and introductions, pure: state and message in, events out, or `Rejected`."""
