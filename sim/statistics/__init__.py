"""Statistics on plain arrays: what is asked of draws, whatever they are draws of. One method a file."""
