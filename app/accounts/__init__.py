"""Who works here: accounts, roles, departments, and the sessions of staff. Residents have no account."""
