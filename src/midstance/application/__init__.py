"""What one can ask of Midstance, as functions: values in, values out."""
