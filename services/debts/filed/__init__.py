"""What citizens file about debts: objections, and requests for a debt-free certificate."""
