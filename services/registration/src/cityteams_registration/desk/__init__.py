"""The private desk: contacts, parts, drafts and sign-ins, sealed, outside the fold, and asked for in no stream."""
