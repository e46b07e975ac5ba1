# Label (a test kind)

label = Label
label-plural = Labels
label-help = What stands on a shelf's edge.

label-title = Words
label-title-help = What the label says.
label-tint = Tint
label-tint-help = The colour of the label.
label-width = Width
label-width-help = How wide the label is.
label-height = Height
label-height-help = How high the label is.
