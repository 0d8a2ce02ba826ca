"""SQL in, dataclasses out. The only place that knows the database; it makes the sums, it judges nothing."""
