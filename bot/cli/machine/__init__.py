"""The service as a part of a machine: installed for systemd, and taken away again."""
