"""What the portal remembers of the events it hears: frozen rows and the pure steps that make them."""
