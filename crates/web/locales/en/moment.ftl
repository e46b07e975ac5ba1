# Moments
