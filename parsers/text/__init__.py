"""Reading text: folded, cut into lines and sentences, its language told."""
