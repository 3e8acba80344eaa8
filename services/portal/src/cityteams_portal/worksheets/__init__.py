"""The worksheet between people and the service: what is typed, what it is called, what is wrong with it. Pure."""
