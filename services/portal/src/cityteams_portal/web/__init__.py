"""The pages, the forms and the JSON API: everything that speaks HTTP."""
