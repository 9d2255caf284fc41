"""Alternative formats on request: a register, what is made from it, what to send again."""
