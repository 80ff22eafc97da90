"""The legal person: its form, its rules, its rates and its resolutions."""
