"""The portal's copy of planned gatherings: sessions, the agenda in progress, releases of old, requests for booths."""
