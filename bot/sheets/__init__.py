"""Tables in and out: the roster that schools hand in, the digest that they are given."""
