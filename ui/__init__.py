"""What pages are made of; with pages, the only place that knows Streamlit."""
