# Source (a test kind)

cluster = Cluster
cluster-plural = Clusters
cluster-help = Whoever holds records.

cluster-title = Title
cluster-title-help = What the cluster is called.
