"""Needs per Ortsteil: releases of numbers in which no single person can be recognised."""
