"""The search page (`/ara/`): parameters, filters, results, and help where there are none."""
