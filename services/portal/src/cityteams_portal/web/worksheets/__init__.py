"""The worksheet's pages: drafts that save themselves, merging, handing in, preview and supplement."""
