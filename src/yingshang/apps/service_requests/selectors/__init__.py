"""Reading requests on somebody's behalf."""
