"""Places: Ortsteile, area schemes and their Planungsräume, boundaries and maps."""
