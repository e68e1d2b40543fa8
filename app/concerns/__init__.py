"""Anliegen: what residents say, who may see it, what becomes of it, and who stands behind it."""
