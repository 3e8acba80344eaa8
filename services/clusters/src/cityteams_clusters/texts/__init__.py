"""What models make of the words of worksheets, offline. Models are libraries with state and so live outside the domain.

What a model says becomes an event that names the model; whatever is rebuilt later folds the event and asks no model.
"""
