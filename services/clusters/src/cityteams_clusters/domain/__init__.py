"""The rules of forming action clusters, pure: state and message in, events out, or `Rejected`."""
