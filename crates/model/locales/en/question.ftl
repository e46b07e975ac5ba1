# Coordination questions: the kind, its fields, help for whoever fills in the form

question = Coordination question
question-plural = Coordination questions
question-help = Something that ministries or organisations must settle between them. It has an owner and a date and stays until it is settled.

question-title = Question
question-title-help = What needs an answer, in one line (up to 300 characters). Example: Which programme takes over the results on rare sugars?
question-committee = Committee
question-committee-help = The committee that deals with it.
question-owner = Owner
question-owner-help = The one organisation that must answer.
question-ministries = Ministries concerned
question-ministries-help = All ministries concerned.
question-clusters = Clusters concerned
question-clusters-help = Leave empty if it concerns no cluster in particular.
question-description = What is asked
question-description-help = How it came up and what is to be decided. Name the source of facts.
question-state = State
question-state-help = Change it on the day something moves. “Answered” means that the answer has come, “Settled” that the committee has accepted it.
question-raised = Raised on
question-raised-help = The day on which it was raised. Example: 2006-06-12
question-due = Answer due
question-due-help = The day agreed with the owner. Example: 2006-09-29
question-settled = Settled on
question-settled-help = The day on which the committee accepted the answer, or on which the question was withdrawn.
question-answer = Answer
question-answer-help = The answer and its reason. If it led to a decision, name this question there.
