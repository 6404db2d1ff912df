"""The commands on people's data: `access`, `erase`, `retention`."""
