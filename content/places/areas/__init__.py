"""Pages of the neighbourhoods, made from the published index."""
