"""What people do: each opens its transaction, asks the data, lets the domain judge, and answers plain things."""
