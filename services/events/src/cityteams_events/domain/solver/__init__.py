"""The agenda solver: sessions into slots and rooms, talks into the sessions of parallel tracks, repair with proof."""
