"""Measures of speed, and the invented projects that they are made on."""
