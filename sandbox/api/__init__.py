"""The methods a community bot calls, one file a topic; `dispatch` holds the table of names."""
