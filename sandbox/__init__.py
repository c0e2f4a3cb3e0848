"""A VK on your own machine: people, chats, the API a community bot uses, long poll and uploads."""
