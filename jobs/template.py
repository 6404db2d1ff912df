"""The commented configuration that `candidatures init` writes for the EO notice."""

from __future__ import annotations

TEMPLATE = """\
# candidatures: which mailboxes are polled, for which notice, and where what comes in is kept.
# Relative paths are relative to this file. No secret stands here: see password_file.
# After a change: `candidatures check`.

[store]
url = "sqlite:///candidatures.db"             # or postgresql+psycopg://user@host/database
archive = "archive"                           # folder of the original messages; back it up with the database

[[mailboxes]]
name = "a"                                    # how this mailbox is called in every list and log line
url = "imaps://mireille%40cdm.example@mail.example:993/INBOX"   # imaps:// · imap+starttls:// · maildir:///path
password_file = "secrets/a"                   # first line of a file; or one of the two below
# password_env = "CANDIDATURES_A"             # an environment variable
# password_command = ["pass", "show", "a"]    # what a command prints
# ca_file = "secrets/ca.pem"                  # a private certificate authority
# connect_timeout = 20                        # seconds
# read_timeout = 60                           # seconds

[[mailboxes]]
name = "b"
url = "imaps://colette%40cdm.example@mail.example:993/INBOX"
password_file = "secrets/b"

[[notices]]
slug = "eo-arlon-2026"
title = "Chargé(e) de mission, Carrefour des Métiers d'Arlon"
subject = "Recrutement EO"                    # must stand in the subject; case, accents, dots and dashes don't matter
# opens_at = 2026-02-01                       # mail that arrived before is left alone
closes_at = 2026-03-15                        # the day is included to its last instant
timezone = "Europe/Brussels"
# grace_hours = 48                            # how long after the cutoff `run` still looks for mail in transit
internal_domains = ["cdm.example"]            # colleagues: their own mail is no application, their forwards are

# [daemon]
# interval = 300                              # seconds between two polls
# idle = true                                 # keep connections open and be told of new mail (IMAP IDLE)

# [limits]
# workers = 0                                 # processes that read documents; 0: one for each core
# seconds = 60                                # wall clock for one document
# cpu_seconds = 60
# memory_mib = 1024
# message_mib = 100                           # a larger mail is kept, and shown as too large to be read
"""
