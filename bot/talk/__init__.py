"""Conversations: one file a topic, each a builder of a vkbottle labeler."""
