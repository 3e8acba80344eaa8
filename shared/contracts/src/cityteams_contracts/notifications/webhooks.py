"""Webhook endpoints, their deliveries and replays."""

__all__: list[str] = []
