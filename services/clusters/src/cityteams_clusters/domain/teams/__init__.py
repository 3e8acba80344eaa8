"""The formation engine: a pool of worksheets and a round's rules become proposed teams, with reasons and a bound."""
