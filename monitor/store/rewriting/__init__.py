"""A scratch store's rows written over the real ones, under the ids the real ones have.

Only what differs is written. Everything happens in the caller's transaction.
"""
