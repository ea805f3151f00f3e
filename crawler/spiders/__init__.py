"""news: all due sources; article: pages on demand; backfill: a source's past; check and explore:
addresses tried, nothing stored.
"""
