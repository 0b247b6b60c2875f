"""What runners recorded elsewhere, taken into the diary."""
