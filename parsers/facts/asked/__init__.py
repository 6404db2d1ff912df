"""What a notice asks beside the facts of every application: a module for each kind of criterion."""
