"""Every Russian word that people read. One file a topic; functions of values, no I/O."""
