"""Vitrine: curated CSV files in, a public site in French out."""
