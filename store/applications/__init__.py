"""One candidate's mails for one notice: grouped, weighed and assembled."""
