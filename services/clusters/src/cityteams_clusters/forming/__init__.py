"""The long computations of formation: in a process of their own, so that the service goes on meanwhile."""
