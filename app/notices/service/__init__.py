"""What can be done about notices: take them, answer them, hide what they are about, forget who wrote them."""
