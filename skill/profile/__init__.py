"""The customer whom all channels share: identities, people, what happened. It imports ``shopping`` only."""
