# The chain, the timeline, events, the directory
