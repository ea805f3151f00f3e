"""Attributions of English text, from its dependency trees: who, by which cue, said what."""
