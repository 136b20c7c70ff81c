"""The data explorer's parts: what to show, which years, and the chart between them."""
