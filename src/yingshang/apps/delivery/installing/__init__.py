"""How a release of a pack becomes rows; `services.install_plan` is the door."""
