"""Draws the demo's pictures with Pillow alone: no photo, no font, no download."""
