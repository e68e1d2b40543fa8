"""What all tests stand on: throw-away databases, a clock, a strict visitor, factories."""
