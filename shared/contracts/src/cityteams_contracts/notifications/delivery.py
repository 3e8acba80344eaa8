"""The ledger of attempts: what was sent, bounced, failed, and which addresses are left alone."""

__all__: list[str] = []
