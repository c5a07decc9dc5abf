"""The front page and today's page: the one reader of many features."""
