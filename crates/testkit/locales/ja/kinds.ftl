# 試験の種別の区分・用語・単位

section-content = 内容
section-place = 場所と時
section-people = 人

grade = 等級
grade-fair = 可
grade-good = 良
grade-best = 最良

colour = 色
colour-red = 赤
colour-green = 緑
colour-blue = 青

unit-piece = 点
unit-gram = { $number }グラム
