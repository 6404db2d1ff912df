"""Word from 2007 on."""
