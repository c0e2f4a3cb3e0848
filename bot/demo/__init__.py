"""The demonstration: made-up organisations, their VK and the real service, weeks in fast motion."""
