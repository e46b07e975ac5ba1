# The JSON API: titles of problems by status

api-status-400 = The request cannot be read
api-status-401 = The key cannot be used
api-status-403 = Not permitted
api-status-404 = Not found
api-status-405 = The address does not know this method
api-status-408 = The content came too slowly
api-status-409 = The request does not go with the present state
api-status-412 = The record changed in the meantime
api-status-413 = Too large
api-status-415 = Wrong media type
api-status-421 = This program is not offered under that name
api-status-422 = Some values cannot be
api-status-428 = A change must say what it was made on
api-status-429 = Too many attempts
api-status-500 = A fault of the program
api-status-503 = Out of reach at the moment

# Errors that only the API has

error-unknown-address = There is nothing at this address of the API.
error-unknown-address-hint = The addresses are listed at /api and in /api/v1/openapi.json.
error-method-not-allowed = This address does not know this method.
error-method-not-allowed-hint = The header Allow names the methods that it knows.
error-media-type = The body is “{ $found }”; expected is { $expected } in UTF-8.
error-media-type-hint = Send the header Content-Type: application/json.
error-malformed-json = The body is not JSON: { $detail }.
error-too-deep = The body nests lists and objects deeper than { $limit } levels.
error-invalid-utf8 = The request holds bytes that are not UTF-8.
error-invalid-utf8-hint = Send text in UTF-8, in addresses percent-encoded.
error-unknown-parameter = There is no parameter called “{ $found }” here.
error-unknown-parameter-hint = { $known ->
    [0] This address takes no parameters.
   *[other] Possible: { $known }
}
error-repeated-parameter = The parameter “{ $name }” was given { $count } times; it is read once.
error-bad-parameter = The parameter “{ $name }” cannot be “{ $found }”; expected is { $expected }.
error-bad-header = The header { $name } cannot be “{ $found }”; expected is { $expected }.
error-cross-site = The request comes from a page of another site.
error-cross-site-hint = Writing is possible from pages of this site and from programs.

error-misdirected = The request names a host under which this program is not offered.
error-misdirected-hint = Use the address that the server printed when it started.
error-answer-gone = The record that this idempotency key created has been deleted since.
error-answer-gone-hint = Use a new key to create it again.

# Problems that only the API finds

problem-unknown-member = There is no member called “{ $found }”. Possible: { $known }.
problem-unknown-member-near = There is no member called “{ $found }”. Did you mean “{ $near }”? Possible: { $known }.
problem-one-subject = { $count ->
    [0] Say for what partners are sought: give need, seed or text.
   *[other] Give one of need, seed and text, not { $count } of them.
}
problem-among-without-text = For a need seeds are sought, for a seed needs. Give among with text only.

# The page about the API

api-title = The API
api-lead = Everything that these pages show, and the matching with its reasons, for programs. Reading needs no key and shows what is public; writing needs a key from the page of your account.
api-description = The exact description (OpenAPI 3.1)
api-kinds-link = The declarations of the kinds
api-addresses = Addresses
api-method = Method
api-address = Address
api-does = What it does
api-does-list = A page of records: filters, free text, order, counts
api-does-show = One record
api-does-create = Create a record
api-does-update = Change visible fields (JSON merge patch)
api-does-delete = Delete a record that nothing refers to
api-does-history = The visible changes, newest first
api-does-referrers = Which records refer to it
api-does-merge = Merge into another record that means the same
api-does-matches = Rank records against a need, a seed or free text, with reasons
api-does-kinds = Kinds, fields, types, labels, layers
api-does-openapi = The exact description
api-try = Try it
api-try-list = Seeds of the life sciences at TRL 4 or 5
api-try-match = Who fits this wish?
api-try-create = Create a record (with a key)
api-field = Field
api-field-label = Label
api-field-type = Type
api-field-layer = Least layer
api-field-filter = Parameter to filter by
api-field-required = required
api-codes = Codes of refusals
api-codes-lead = Every refusal is a problem document (RFC 9457) in the language of Accept-Language. Codes stay what they are.
api-code = Code
api-code-status = Status
api-code-title = Meaning
api-status-502 = Another service failed
