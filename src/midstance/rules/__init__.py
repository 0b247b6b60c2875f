"""What a rule is: words, numbers and a shape; and the readers that audit and explain with it."""
