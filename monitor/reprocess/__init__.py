"""The archive read again with today's rules, and the analyst's decisions that outlive it.

    archived responses ─ reading ─▶ spool ─ placing, minding pins ─▶ scratch store
    scratch store + store ─ matching ─▶ the same rows, changed where today's rules differ

The scratch store is filled by the very code that fills the real one, page by page in order of
publication, so that its claims are by construction those of a fresh start. What differs is then
written into the real store in one transaction, under the ids that were there before.
"""
