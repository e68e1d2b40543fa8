"""Campaigns on paper: the questionnaire, the slip, the letter, badges, cards and codes. Import the paper you need.

All of them speak the language that is spoken when they are made (`i18n.speaking`); people's own words keep theirs.
"""
