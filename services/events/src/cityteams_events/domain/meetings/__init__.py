"""One-to-one and small-group meetings: who meets when, at how many tables, with as few idle gaps as can be proven."""
