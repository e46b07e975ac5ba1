# The contact of the installation

problem-email = “{ $found }” is no e-mail address. Write it like name@example.jp.
problem-contact-reach = A name alone reaches nobody. Give an e-mail address, a telephone number or a postal address.
