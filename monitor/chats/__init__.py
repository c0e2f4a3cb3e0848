"""What is known of a chat: sight, silence, its title, foreign links in it. Pure.

What was counted in it is facts.
"""
