# enishi policy
cli-help-policy = Show the policies of who may see and do what, or explain a verdict
cli-help-policy-show = Show the policies (Cedar) as they are written
cli-help-policy-explain = Say whether somebody may do something, and by which policy
cli-help-policy-explain--who = The person's reference; public for somebody without a session
cli-help-policy-explain--action = see, create, update, delete, attach, undo, import, merge, publish, open, administer
cli-help-policy-explain--on = A record's reference; for see each of its layers is answered
cli-help-policy-explain--format = table or json
cli-policy-action = Action
cli-policy-on = On
cli-policy-verdict = Verdict
cli-policy-by = By policy
cli-policy-permitted = permitted
cli-policy-refused = refused
