"""The steps of data/geo/derive.py, from the archives to the shapes."""
