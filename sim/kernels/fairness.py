"""What two ways to find the fairest deals must do alike."""

FACTOR = 2.0**-10
"""What each surplus is multiplied by in a Nash product: a power of 2, which rounds nothing. Surpluses are whole and
below 2^24, so the product of sixty of them stays between 2^-600 and 2^840, within float64."""
