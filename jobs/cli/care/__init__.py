"""What an operator looks at and looks after."""
