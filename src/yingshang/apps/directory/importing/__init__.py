"""Files about market entities: read as tables, their columns recognised, their cells understood."""
