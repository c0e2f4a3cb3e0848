"""The one place that knows VK: its client, its long poll, its updates, its uploads."""
