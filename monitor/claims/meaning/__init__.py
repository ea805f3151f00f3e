"""What a content says: its propositions, event, modality, roles, numbers, places and times."""
