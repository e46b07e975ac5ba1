# Disclosure, openings by name and by date, consent to publication

history-opened = Opened by name
history-opening-limited = End of an opening changed
history-opening-withdrawn = Opening withdrawn
history-opening-planned = Opening by date planned
history-opening-unplanned = Opening by date given up
history-opened-by-date = Opened on its day

problem-opening-whom = Choose the organisation or the person to whom it is opened.
problem-opening-day = “{ $found }” is no single day. Write year, month and day, such as 2027-05-01.
problem-opening-past = { DAY($found) } has come already. Write a day to come; to open the record at once, choose its disclosure in the form.
problem-opening-closer = That is not more open than now. Choose a disclosure that is.
