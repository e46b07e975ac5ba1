# The manual of the fields
