"""The commands on people's data: `erase`, `retention`."""
