"""The commands of upkeep: `status`, `audit`, `backup`, `restore`, `migrate`, `adopt`, `move-archive`, `roles`."""
