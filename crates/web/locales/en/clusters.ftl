# Pages of clusters
