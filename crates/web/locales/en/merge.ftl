# Merging
