"""The commented configuration that `candidatures init` writes for the EO notice."""

from __future__ import annotations

TEMPLATE = """\
# candidatures: which mailboxes are polled, for which notice, and where what comes in is kept.
# Relative paths are relative to this file. No secret stands here: see password_file.
# After a change: `candidatures check`.

[store]
url = "sqlite:///candidatures.db"             # or postgresql+psycopg://user@host/database
# password_file = "secrets/store"             # its password, where it is PostgreSQL
archive = "archive"                           # folder of the original messages; back it up with the database

# [objects]                                   # the originals in a bucket instead (S3): docs/several-machines.md
# url = "s3://bucket/prefix"
# endpoint = "https://objects.example"        # where it is not Amazon's
# region = "us-east-1"
# access_key = "…"                            # its id; the secret: secret_key_file, secret_key_env, secret_key_command
# secret_key_file = "secrets/objects"
# ca_file = "secrets/ca.pem"                  # a private certificate authority
# encryption = "AES256"                       # asked of the server; or "aws:kms", with kms_key; see [encryption] too
# keeps_versions = true                       # the bucket keeps what is erased for a time: docs/privacy.md

[[mailboxes]]
name = "a"                                    # how this mailbox is called in every list and log line
url = "imaps://mireille%40cdm.example@mail.example:993/INBOX"   # imaps:// · imap+starttls:// · maildir:///path
password_file = "secrets/a"                   # first line of a file; or one of the two below
# password_env = "CANDIDATURES_A"             # an environment variable
# password_command = ["pass", "show", "a"]    # what a command prints
# ca_file = "secrets/ca.pem"                  # a private certificate authority
# junk = "count"                              # what fits in its junk folder is counted; "scan": near misses; "ignore"
# authserv_id = "mx.mail.example"             # whose Authentication-Results are believed; without it later mails wait
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
# opens_at = 2026-02-01                       # from when on `run` polls
closes_at = 2026-03-15                        # the day is included to its last instant
timezone = "Europe/Brussels"
# grace_hours = 48                            # how long after the cutoff `run` still looks for mail in transit
internal_domains = ["cdm.example"]            # colleagues: their own mail is no application, their forwards are
# What the notice asks for, a table each; without any it has the criteria of this notice of the Carrefour des Métiers.
# kind: tenure, workload, qualifications, experience, orientation; for any office language, licence, years,
# qualification; or mentioned, which looks for terms. What each asks for stands in docs/notices.md.
# [[notices.criteria]]
# key = "workload"                            # as in exports
# kind = "workload"
# eliminates = true                           # nobody is chosen who does not meet it; else it counts beside others
# more_than = 0.5                             # or at_least = …: a number is found above it, else contrary
# labels = { fr = "Charge de plus d'un mi-temps", nl = "Opdracht van meer dan halftijds" }
# [[notices.criteria]]
# key = "dutch"
# kind = "language"
# language = "nl"
# from_level = "B2"                           # from A1 to C2
# labels = { fr = "Néerlandais B2", nl = "Nederlands B2" }
# [[notices.criteria]]
# key = "reception_years"
# kind = "years"
# at_least = 3                                # of posts whose function, employer or sector is of the field
# sets = ["reception"]                        # or terms = ["accueil*"]
# labels = { fr = "Trois ans d'accueil" }
# [[notices.criteria]]
# key = "first_aid"
# kind = "mentioned"
# terms = ["premiers secours", "secouriste*", "BEPS"]   # * ends a stem
# labels = { fr = "Premiers secours" }

# [daemon]
# interval = 300                              # seconds between two polls
# idle = true                                 # be told of new mail at once on the kept connections (IMAP IDLE)
# audit_at = 23:30:00                         # the day's reconciliation of mailboxes, archive and store
# stop_within = 10                            # seconds that SIGTERM leaves to the work under way
# hangs_after = 1800                          # seconds without a sign of life after which `run` ends itself (status 70)

# [workers]                                   # candidatures worker: on several machines, with PostgreSQL
# per_server = 8                              # mailboxes of one mail server that are polled at a time, by all together

# [smtp]                                      # by which alerts and the closing report go out
# url = "smtp+starttls://robot%40cdm.example@mail.example:587"    # smtps:// · smtp+starttls:// · smtp:// (this machine)
# sender = "candidatures <robot@cdm.example>"
# password_file = "secrets/smtp"

# [alerts]                                    # one message when something begins to be wrong, one when it is mended
# mail_to = ["operator@cdm.example"]
# webhook = "https://hooks.example/candidatures"
# after_intervals = 3                         # polls in a row that a mailbox may miss before somebody is told
# disk_mib = 500

# [report]                                    # the closing report
# folder = "reports"
# language = "fr"                             # left out: that of [letters], else French
# mail_to = ["mireille@cdm.example"]

# [letters]                                   # letters to candidates: docs/letters.md
# sender = "Carrefour des Métiers d'Arlon <emplois@cdm.example>"
# office = "Carrefour des Métiers d'Arlon"
# signature = "Mireille Gathoye\\nCoordinatrice\\nCarrefour des Métiers d'Arlon"  # name, function, office
# language = "fr"                             # all letters in French; left out: each in its candidate's language
# send = "smtp"                               # "graph": by Microsoft 365; "drafts": into a Drafts folder; "by_hand"
# drafts_mailbox = "a"                        # for "drafts": the one folder of a mailbox into which something is put
# drafts_folder = "Drafts"
# per_minute = 20
# automatic = ["acknowledgement"]             # may go out without a person's approval; "interview_reminder" may, too
# templates = "letters"                       # fr/refusal.txt and so on there, in place of the program's own
# appeal_in = ["refusal", "reserve"]          # the letters in which the appeal block must stand
# [letters.information]                       # by language, in the acknowledgement: docs/privacy.md has a text in four
# [letters.appeal]                            # by language: authority, form and delay
# fr = "…"
# [letters.smtp]                              # left out: the table [smtp]
# url = "smtp+starttls://emplois%40cdm.example@mail.example:587"
# mailbox = "a"                               # the password or sign-in of that mailbox; or password_file, password_env
# [letters.graph]                             # for "graph": docs/microsoft-365.md
# mailbox = "a"                               # the sign-in or registration of that mailbox; or [letters.graph.oauth]
# user = "emplois@cdm.example"                # the mailbox that sends; left out: the address of `sender`
# [letters.notices.eo-arlon-2026]
# answer_by = 2026-03-27                      # by when every candidate has an answer
# warn_days = 5                               # so long before it `status` and the alerts tell of those who have none
# [letters.notices.eo-arlon-2026.values]      # what the templates' own fields hold
# interview_place = "Carrefour des Métiers, Arlon"  # or by language: { fr = "…", nl = "…" }
# interview_address = "rue de l'Exemple 1, 6700 Arlon"
# interview_access = "à cinq minutes à pied de la gare"
# interview_contact = "Colette Wéry, 063 00 00 00"
# [letters.notices.eo-arlon-2026.interviews] # the hours of interviews that the page proposes: docs/interviews.md
# days = [2026-04-09, 2026-04-10]
# begins = 09:00:00
# ends = 17:00:00
# minutes = 45                                # each; 15 between two
# pause = 15
# lunch_from = 12:30:00
# lunch_until = 13:30:00
# rooms = [{ name = "salle 1", jury = "A" }, { name = "salle 2", jury = "B" }]
# remind_days = 3                             # before an interview; reminders are drafts unless automatic names them

# [metrics]
# port = 9464                                 # for Prometheus, on 127.0.0.1 only; 0 is none

# [desk]
# require_second_factor = false               # true: a password alone opens no account, a passkey is asked for too
# first_passkey = "login"                     # "link": only through a link that `candidatures users enrol NAME` makes
# password_login = true                       # false: [desk.openid] alone opens accounts

# [desk.openid]                               # signing in at the office's OpenID Connect provider
# issuer = "https://login.cdm.example/realms/office"
# client_id = "candidatures"                  # registered there, to return to …/login/openid/callback
# client_secret_file = "secrets/openid"       # or client_secret_env, client_secret_command
# name = "Compte CDM"                         # what the login page calls it
# claim = "preferred_username"                # the claim that is the account's name here
# users = ["mireille", "colette"]             # the accounts that may sign in so; left out: every account
# create = "reader"                           # left out: a first sign-in makes no account
# second_factor = ["mfa"]                     # values of amr or acr by which it says that it asked for a second factor
# scopes = ["openid", "profile", "email"]
# ca_file = "secrets/ca.pem"

# [privacy]                                   # see docs/privacy.md
# key_file = "secrets/erasure"                # by it erased mail is known again and stays away: openssl rand -base64 32
# key_env = "CANDIDATURES_ERASURE_KEY"        # or a variable
# key_command = ["pass", "show", "erasure"]   # or what a command prints
# access_log_months = 24                      # how long it is kept who looked at whose data

# [commands]                                  # who looks at people's data by commands: docs/privacy.md
# ask_why = true                              # it asks for a reason: candidatures --why "complaint 12" show 7
# [commands.given]                            # operators that are given some notices alone, by their login here
# colette = ["eo-arlon-2026"]

# [encryption]                                # originals and backups, in the age format: docs/privacy.md
# key_file = "secrets/archive"                # age secret keys, one a line: candidatures encrypt --new-key FILE
# key_credential = "archive"                  # or a credential of systemd's
# key_command = ["pass", "show", "archive"]   # or what a command prints
# recipients = ["age1…"]                      # public keys that open everything too: of a key that lies in a safe

# [privacy.retention]                         # without this table nothing is taken away by time; months after the
# not_selected = { months = 6, ground = "appeal" }        # closing, the last mail or the decision, the last of them
# consented = { months = 24, ground = "consent" }         # not selected, and agreed to be kept for later posts
# selected = { months = 24, ground = "file of the appointment" }
# incomplete = { months = 6, ground = "appeal" }          # or withdrawn
# other_mail = { months = 3, ground = "data minimisation" }
# A notice may have its own: [notices.retention], with the same keys, and hold = "why" while nothing of it may go.

# [antivirus]
# clamd = "/run/clamav/clamd.ctl"             # ClamAV's daemon, or "host:port"; used where it is there; "": none

# [limits]
# workers = 0                                 # processes that read documents; 0: one for each core
# seconds = 300                               # wall clock for one document
# cpu_seconds = 60
# memory_mib = 1024
# message_mib = 100                           # a larger mail is kept, and shown as too large to be read
# mail_seconds = 900                          # for all files of one mail; the rest is shown as not read
# mail_cpu_seconds = 600
# confinement = "full"                        # "weak": read without Landlock or seccomp, at your risk
"""
