"""A second pair of eyes: audits a plan document from its JSON alone, sharing no code with the product."""
