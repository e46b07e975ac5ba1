# 受付窓口

problem-email = 「{ $found }」はメールアドレスではありません。name@example.jp の形で書いてください。
problem-contact-reach = 名称だけでは連絡できません。メール、電話、住所のどれか一つを書いてください。
