# 公表値
error-nothing-to-publish = 公開されている記録がないので、公表値にできません。
error-nothing-to-publish-hint = 記録がないことは 0 件とは限りません。条件と日付、記録の公開範囲を確かめてください。
