# Regions: the kind, its fields, help for whoever fills in the form

region = Region
region-plural = Regions
region-help = Where clusters lie: a city, several cities, a prefecture or more. The clusters themselves are registered separately.

region-name = Name
region-name-help = The name used in documents (up to 100 characters). Example: Takamatsu, Toyama/Takaoka
region-aliases = Other names
region-aliases-help = Other spellings that occur in documents, one per entry (up to 100 characters each). Example: Saito for Northern Osaka
region-block = Block
region-block-help = The block in which it lies. If it lies in more than one, choose the main one.
region-prefectures = Prefectures
region-prefectures-help = All prefectures in which it lies.
region-area-codes = Local government codes
region-area-codes-help = One row for each municipality. Where a merger changed a code, add a row with the new term.
region-area-codes-code = Code
region-area-codes-code-help = Six digits with the check digit. Example: 372013
region-area-codes-name = Name at that time
region-area-codes-since = From
region-area-codes-until = Until
region-latitude = Latitude
region-latitude-help = The point shown on maps, in decimal degrees north (JGD2011). Example: 34.34
region-longitude = Longitude
region-longitude-help = The point shown on maps, in decimal degrees east (JGD2011). Example: 134.05
region-point-source = Where the point comes from
region-point-source-help = What the position was taken from (up to 300 characters). Example: National Land Numerical Information, city hall
region-part-of = Part of
region-part-of-help = Larger regions that contain it. Example: the wider Kansai region, for Kobe
