"""Conferences in parallel tracks: which track has which room in which session, and which talk is where in it.

The model is that of CoSPLib (Kheiri, Pylyavskyy, Jacko: EJOR 317(2), 2024), sixteen weighted wishes and three demands:
every talk once, in consecutive time slots of one session and room, and in a session and room of its own track.
"""
