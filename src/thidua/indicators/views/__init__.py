"""Views of indicators; only `urls` names them."""
