# Entering and showing values

form-how-fiscal-year = FY2003, 2003年度 and 平成15年度 are all read.
