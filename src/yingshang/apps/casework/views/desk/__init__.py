"""Pages of officials: the workbasket, one case, its acts, the window, types, moves."""
