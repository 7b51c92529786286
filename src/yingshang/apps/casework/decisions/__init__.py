"""Pure decisions of casework: values in, values out."""
