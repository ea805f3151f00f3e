"""What knows Scrapy: discovers, fetches, and hands plain values to `monitor.ingest`."""
