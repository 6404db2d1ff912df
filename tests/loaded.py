"""What the process loads that commands are forked from (`tests.commands`)."""

import gc

import alembic.autogenerate
import alembic.command  # noqa: F401 - a new store is made by it

from jobs import cli
from parsers.lexicon.vocabulary import lexicon

cli.every()
lexicon()
gc.freeze()
