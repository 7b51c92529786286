"""What officials read of cases: the workbasket, one case at their desk, types, moves."""
