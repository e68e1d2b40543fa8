"""Passages are given themes by people, the codebook grows by versions, quotes are cleared, results are frozen."""
