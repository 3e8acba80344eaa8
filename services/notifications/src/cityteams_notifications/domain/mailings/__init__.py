"""The rules of mailings: who they are for, who is left out, and how a mailing lives."""
