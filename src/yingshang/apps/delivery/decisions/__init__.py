"""Pure decisions on a plan: values in, values out."""
