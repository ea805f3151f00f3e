"""axiswatch keeps claims, not articles. This is the whole of it, in order:

    discover      feed bytes              -> links                 crawler.discovery
    fetch         link                    -> response              crawler.spiders
    archive       response                -> WARC record, page row monitor.archive
    read          page bytes              -> Article               monitor.reading
    deduplicate   Article + neighbours    -> document in a story   monitor.duplicates
    attribute     Article + mentions      -> statements            monitor.actors, monitor.claims
    cluster       statement + candidates  -> claim decision        monitor.claims.clustering
    match         claim event x watches   -> fires or not, and why monitor.watches
    alert         one row per (watch, claim, kind)                 monitor.store
    deliver       outbox                  -> e-mail, Slack         monitor.alerts

The stages are functions of values; `monitor.enrich` runs them over the rows that are not
done yet and `monitor.store` is the only place that writes SQL. State lives in rows, so a
process killed anywhere is resumed by whichever comes next: cron's `axiswatch once`, the
service, or a spider started by hand. `monitor` never imports Scrapy.
"""

__version__ = "0.1.0"
