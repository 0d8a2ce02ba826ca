"""Figures in, charts out. The only folder that knows Plotly; knows no page, no database and no plan."""
