"""Whether a rule fires on what happened to a claim, why (not), and when its message may go out.

    history     members of a claim  -> what each did to it
    conditions  rule + statement    -> the first condition that it fails
    rules       rule + history      -> fires or not, and why
    pacing      rule + moment       -> when its message goes out, and why not now
    replay      rule + the past     -> what would have fired

All of it is pure: `monitor.commit` carries the decisions out, `monitor.store` keeps them.
"""
