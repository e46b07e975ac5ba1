# Sections, vocabularies and units of the test kinds

section-content = Content
section-place = Place and time
section-people = People

grade = Grade
grade-fair = Fair
grade-good = Good
grade-best = Best

colour = Colour
colour-red = Red
colour-green = Green
colour-blue = Blue

unit-piece = pieces
unit-gram = { $number } g
