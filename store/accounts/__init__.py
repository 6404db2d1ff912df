"""Who may use the page: logins and passkeys, which notices somebody is given, what each has looked at."""
