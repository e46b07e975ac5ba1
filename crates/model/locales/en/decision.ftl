# Decisions: the kind, its fields, help for whoever fills in the form

decision = Decision
decision-plural = Decisions
decision-help = What a meeting decided, with who carries it out and by when.

decision-title = Decision
decision-title-help = What was decided, in one line (up to 300 characters). Example: A joint conference is held once a year by both ministries
decision-meeting = Meeting
decision-meeting-help = The meeting that decided. Leave empty for a decision by circulation and say so in the text.
decision-question = Coordination question
decision-question-help = The coordination question that it settles, if any.
decision-decided-on = Decided on
decision-decided-on-help = The day of the decision. Example: 2007-06-16
decision-text = Decision and reason
decision-text-help = The wording and the reason. Mention what was rejected, so that a successor understands it.
decision-owner = Carried out by
decision-owner-help = The organisation that carries it out.
decision-due = Due
decision-due-help = By when. Leave empty if no date was set.
