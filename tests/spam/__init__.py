"""Guards, one by one: what people do passes, what programs do is named."""
