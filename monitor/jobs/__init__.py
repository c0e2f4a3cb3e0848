"""What is done when its moment comes, or somebody asks; the only folder that awaits.

What is due by itself stands here, what is asked for in ``asked``; what is thought is thought in
the other folders.
"""
