"""What Amazon asks of a skill that sells physical goods, one test a rule, named and described by its rule.

Every test drives the function that AWS Lambda calls, as a reviewer would: through a device, with an account that is
linked by a token of the shop's authorization server; e-mails arrive at a real mail server. Pages are Amazon's, below
https://developer.amazon.com/en-US/docs/alexa/custom-skills/ unless another place is named.
"""
