"""What the kernels read and write: the candidate lists of the leads, and the teams so far."""

from typing import NamedTuple

from cityteams_clusters.domain.teams.kernels.pricing import Ints


class Lists(NamedTuple):
    """Row by row the leads, column by column their candidates; points in 64ths, -1 and NEVER where a list is short."""

    entry: Ints
    """The worksheet of each candidate."""
    org: Ints
    """The organisation of each candidate."""
    worth: Ints
    """What each candidate brings by itself."""
    bits: Ints
    """Needs covered (low bits) and kind of each candidate."""
    needs: Ints
    """How many needs each lead has."""
    own: Ints
    """The organisation of each lead."""
    sector: Ints
    """The sector of each lead, the last one meaning none."""
    must: Ints
    """The candidates that are pinned to each lead."""
    apart: Ints
    """Pairs of candidates that are kept apart, all leads one after the other."""
    apart_from: Ints
    """Where the pairs of each lead begin; one longer than the leads."""
    capacity: Ints
    """In how many teams each organisation may be."""
    shares: Ints
    """How many teams of each sector earn the balance points."""
    terms: Ints
    """Points of a need and of a kind, fewest and most members, balance points."""


class Wide(NamedTuple):
    """Long candidate lists, out of which the searches take short ones; the terms are those of `Lists`."""

    entry: Ints
    org: Ints
    worth: Ints
    bits: Ints
    needs: Ints
    own: Ints
    sector: Ints
    outside: Ints
    """The most that anybody who is not in the list of a lead promises, at the prices of its making."""
    pins: Ints
    """Pinned worksheets, all leads one after the other."""
    pins_from: Ints
    apart: Ints
    """Pairs of organisations as one number each, sorted."""
    capacity: Ints
    shares: Ints
    terms: Ints


class Teams(NamedTuple):
    """The teams of one moment; the kernels change it in place."""

    team: Ints
    """The members of each lead's team, as a mask over its candidates; 0 for no team."""
    value: Ints
    """What each team is worth, without balance points."""
    used: Ints
    """In how many teams each organisation is."""
    holders: Ints
    """The leads whose teams hold each organisation, as many places as it has capacity."""
    first: Ints
    """Where the places of each organisation begin."""
    formed: Ints
    """How many teams each sector has."""
